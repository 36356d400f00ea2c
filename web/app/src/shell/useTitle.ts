import { totalUnread } from '@parley/sync'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages, useNow } from '../lib/hooks'
import { titleOf } from '../lib/names'
import plain from '../styles/mark.svg'
import dotted from '../styles/mark-unread.svg'

const SETTLE_MS = 150

/** Unread messages in the window's title, and as a dot on its sign; and which conversation is open. */
export const useTitle = (): void => {
  const { t } = useTranslation()
  const now = useNow()
  const { id } = useParams({ strict: false })
  const unread = useMessages((state) => totalUnread(state.conversations, state.notify, now))
  const open = useMessages((state) => {
    const conversation = id === undefined ? undefined : state.conversations.get(id)
    return conversation === undefined ? '' : titleOf(conversation, t)
  })
  useEffect(() => {
    const name = open === '' ? 'Parley' : `${open} · Parley`
    // what is read as it comes never stood there; and each change costs, as the browser's own window shows it
    const timer = setTimeout(() => {
      document.title = unread > 0 ? `(${unread}) ${name}` : name
      document.querySelector('link[rel=icon]')?.setAttribute('href', unread > 0 ? dotted : plain)
      // of an installed app; nothing where browsers have no such badge
      void navigator.setAppBadge?.(unread).catch(() => undefined)
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [unread, open])
}
