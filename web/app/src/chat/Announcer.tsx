import type { Conversation } from '@parley/sync'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages, useMessenger } from '../lib/hooks'
import { nameOf } from '../lib/names'
import { gistOf } from '../media/gist'

const EVERY_MS = 1_500
const MOST = 5

/** Reads out what arrives in the open conversation, one after the other; history stays silent. */
export const Announcer = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const [spoken, setSpoken] = useState({ words: '', count: 0 })
  const queue = useRef<string[]>([])
  const upTo = useRef<number | null>(null)
  const messenger = useMessenger()
  const messages = useMessages((state) => state.logs.get(conversation.id)?.messages)
  useEffect(() => {
    const last = messages?.at(-1)
    if (messages === undefined || last === undefined) {
      return
    }
    const { current: known } = upTo
    if (known !== null && last.seq > known) {
      const state = messenger.snapshot()
      const arrived = messages
        .slice(-MOST)
        .filter((one) => one.seq > known && one.sender_id !== state.me.id && one.kind !== 'system')
        .map((one) => t('chat.arrived', { name: nameOf(state, one.sender_id, t), text: gistOf(one, t).slice(0, 200) }))
      queue.current = [...queue.current, ...arrived].slice(-MOST)
    }
    upTo.current = last.seq
  }, [messages, messenger, t])
  useEffect(() => {
    const timer = setInterval(() => {
      const words = queue.current.shift()
      if (words !== undefined) {
        setSpoken(({ count }) => ({ words, count: count + 1 }))
      }
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="sr-only" role="status" aria-live="polite">
      {/* anew each time, or the same words said twice would be heard once */}
      <span key={spoken.count}>{spoken.words}</span>
    </p>
  )
}
