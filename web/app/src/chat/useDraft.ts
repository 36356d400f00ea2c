import { useEffect } from 'react'
import { useLatest, useMessenger } from '../lib/hooks'

const DRAFT_MS = 900

/** Keeps the draft on the server: a little after the last letter, and when the reader leaves. */
export const useDraft = (id: string, draft: string, kept: string): void => {
  const messenger = useMessenger()
  const save = useLatest(() => {
    if (draft !== kept) {
      void messenger.saveDraft(id, draft).catch(() => undefined) // it is saved with the next letter
    }
  })
  useEffect(() => {
    const timer = setTimeout(save, draft === '' ? 0 : DRAFT_MS)
    return () => clearTimeout(timer)
  }, [draft, save])
  useEffect(() => () => save(), [save])
}
