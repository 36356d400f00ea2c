import type { Person } from '@parley/sync'
import { useMemo } from 'react'
import { useMessages } from '../lib/hooks'
import { useBook } from './useBook'

/** People the reader knows: saved ones, and those they chat with. */
export const useContacts = (): Person[] => {
  const conversations = useMessages((state) => state.conversations)
  const { data } = useBook()
  return useMemo(() => {
    const known = new Map<string, Person>()
    for (const { user } of data?.contacts ?? []) {
      known.set(user.id, user)
    }
    for (const { peer, read_only } of conversations.values()) {
      if (peer && !peer.deleted && !read_only) {
        known.set(peer.id, peer)
      }
    }
    return [...known.values()].sort((a, b) => a.display_name.localeCompare(b.display_name))
  }, [data, conversations])
}
