import type { Conversation } from '@parley/sync'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { nameOf } from '../lib/names'
import { gistOf } from '../media/gist'

const EVERY_MS = 1_500
const MOST = 5

/** Reads out what arrives in the open conversation, one after the other; history stays silent. */
export const Announcer = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const [spoken, setSpoken] = useState('')
  const queue = useRef<string[]>([])
  const upTo = useRef<number | null>(null)
  const last = useMessages((state) => state.logs.get(conversation.id)?.messages.at(-1))
  const me = useMessages((state) => state.me.id)
  const words = useMessages((state) =>
    last ? t('chat.arrived', { name: nameOf(state, last.sender_id, t), text: gistOf(last, t).slice(0, 200) }) : '',
  )
  useEffect(() => {
    if (last === undefined) {
      return
    }
    if (upTo.current !== null && last.seq > upTo.current && last.sender_id !== me && last.kind !== 'system') {
      queue.current = [...queue.current, words].slice(-MOST)
    }
    upTo.current = last.seq
  }, [last, me, words])
  useEffect(() => {
    const timer = setInterval(() => {
      const next = queue.current.shift()
      if (next !== undefined) {
        setSpoken(next)
      }
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="sr-only" role="status" aria-live="polite">
      {spoken}
    </p>
  )
}
