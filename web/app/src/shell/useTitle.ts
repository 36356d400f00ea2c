import { totalUnread } from '@parley/sync'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useMessages, useNow } from '../lib/hooks'
import { titleOf } from '../lib/names'
import plain from '../styles/mark.svg'
import dotted from '../styles/mark-unread.svg'

/** Unread messages in the window's title, and as a dot on its sign; and which conversation is open. */
export const useTitle = (): void => {
  const { t } = useTranslation()
  const now = useNow()
  const { id } = useParams({ strict: false })
  const unread = useMessages((state) => totalUnread(state.conversations, now))
  const open = useMessages((state) => {
    const conversation = id === undefined ? undefined : state.conversations.get(id)
    return conversation === undefined ? '' : titleOf(conversation, t)
  })
  useEffect(() => {
    const name = open === '' ? 'Parley' : `${open} · Parley`
    document.title = unread > 0 ? `(${unread}) ${name}` : name
  }, [unread, open])
  useEffect(() => {
    document.querySelector('link[rel=icon]')?.setAttribute('href', unread > 0 ? dotted : plain)
  }, [unread > 0])
}
