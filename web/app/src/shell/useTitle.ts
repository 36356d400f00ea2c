import { totalUnread } from '@parley/sync'
import { useEffect } from 'react'
import { useMessages, useNow } from '../lib/hooks'

/** Unread messages in the window's title. */
export const useTitle = (): void => {
  const now = useNow()
  const unread = useMessages((state) => totalUnread(state.conversations, now))
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Parley` : 'Parley'
  }, [unread])
}
