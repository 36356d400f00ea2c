import { type RefObject, useEffect, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useLatest, useMessenger } from '../lib/hooks'
import { toast } from '../lib/toast'
import type { MessageListHandle } from './MessageList'
import { useWindow } from './useWindow'

const MARKED_MS = 1_800
/** Further above what is held, a window is opened there rather than everything in between read. */
const FAR = 250

/** Goes to a message, wherever it stands, and points at it for a moment. */
export const useMarking = (id: string, list: RefObject<MessageListHandle | null>) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const [marked, setMarked] = useState<number | null>(null)
  const [anchor, setAnchor] = useState<number | null>(null)
  const { window, failed } = useWindow(id, anchor)
  useEffect(() => {
    if (marked === null || (anchor !== null && window === null)) {
      return undefined
    }
    const timer = setTimeout(() => setMarked(null), MARKED_MS)
    return () => clearTimeout(timer)
  }, [marked, anchor, window])
  const show = (seq: number): void => {
    requestAnimationFrame(() => list.current?.toSeq(seq))
  }
  useEffect(() => {
    if (failed) {
      setAnchor(null)
      toast.error(t('chat.jumpFar'))
    }
  }, [failed, t])
  const leave = useLatest(() => setAnchor(null))
  const jump = useLatest((seq: number) => {
    const first = messenger.snapshot().logs.get(id)?.messages[0]?.seq ?? 0
    const isHere = window?.log.messages.some((one) => one.seq === seq) ?? false
    setMarked(seq)
    if (isHere) {
      show(seq)
    } else if (first - seq > FAR) {
      setAnchor(seq)
    } else {
      setAnchor(null)
      void messenger
        .reach(id, seq)
        .catch(() => false)
        .then((found) => (found ? show(seq) : toast.error(t('chat.jumpFar'))))
    }
  })
  /** The window has grown down to the end: the conversation itself takes its place, where the reader was. */
  const edge = window !== null && window.loadAfter === null ? window.log.messages.at(-1)?.seq : undefined
  useEffect(() => {
    if (edge !== undefined) {
      setAnchor(null)
      void messenger.reach(id, edge).catch(() => false)
    }
  }, [edge, id, messenger])
  return { marked, jump, window, leave }
}
