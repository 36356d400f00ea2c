import { type Conversation, unwrap } from '@parley/sync'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useMessenger } from '../lib/hooks'
import { session } from '../lib/session'

const PAGE = 200
const RANK: Record<string, number> = { owner: 0, admin: 1 }

/** The members of a group, those who lead it first; read anew when the group changes. */
export const useMembers = (conversation: Conversation) => {
  const messenger = useMessenger()
  const { id, version } = conversation
  const { data } = useQuery({
    queryKey: ['members', id, version],
    queryFn: () =>
      unwrap(session.api.GET('/api/conversations/{id}/members', { params: { path: { id }, query: { limit: PAGE } } })),
    placeholderData: (before) => before,
  })
  const members = data?.members
  useEffect(() => {
    if (members !== undefined) {
      messenger.met(members.map((one) => one.user))
    }
  }, [members, messenger])
  return useMemo(
    () =>
      [...(members ?? [])].sort(
        (a, b) => (RANK[a.role] ?? 2) - (RANK[b.role] ?? 2) || a.user.display_name.localeCompare(b.user.display_name),
      ),
    [members],
  )
}

export type Member = ReturnType<typeof useMembers>[number]
