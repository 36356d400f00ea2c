import { type Person, unwrap } from '@parley/sync'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useMessages } from '../lib/hooks'
import { session } from '../lib/session'

const MOST = 200

/** People the reader knows: saved ones, and those they chat with. */
export const useContacts = (): Person[] => {
  const version = useMessages((state) => state.contactsVersion)
  const conversations = useMessages((state) => state.conversations)
  const { data } = useQuery({
    queryKey: ['contacts', version],
    queryFn: () => unwrap(session.api.GET('/api/contacts', { params: { query: { limit: MOST } } })),
    placeholderData: (before) => before,
  })
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
