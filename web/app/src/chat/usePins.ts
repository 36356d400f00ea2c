import { type Conversation, type Message, unwrap } from '@parley/sync'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { attempt } from '../lib/errors'
import { useMessages, useMessenger } from '../lib/hooks'
import { session } from '../lib/session'
import type { Room } from './rights'

const NONE: readonly Message[] = []

/** In a conversation of two both may pin, in a group those who lead it. */
export const mayPin = ({ kind, me, read_only }: Room): boolean =>
  !me.left_at && !read_only && (kind === 'direct' || me.role !== 'member')

/** The pinned messages, the latest pin first; asked for anew when a message here is pinned or unpinned. */
export const usePins = ({ id }: Conversation): readonly Message[] => {
  const messenger = useMessenger()
  const held = useMessages((state) => state.logs.get(id)?.messages) ?? NONE
  const signs = useMemo(
    () =>
      held
        .filter((one) => one.pinned_at)
        .map((one) => one.seq)
        .join(),
    [held],
  )
  const { data } = useQuery({
    queryKey: ['pins', id, signs],
    queryFn: () => unwrap(session.api.GET('/api/conversations/{id}/pins', { params: { path: { id } } })),
    placeholderData: (before) => before,
    staleTime: 0,
  })
  useEffect(() => {
    if (data !== undefined) {
      messenger.met(data.people)
    }
  }, [data, messenger])
  return data?.messages ?? NONE
}

/** Pins a message for all, or takes its pin off. */
export const useSetPin = () => {
  const queries = useQueryClient()
  return (id: string, seq: number, on: boolean): Promise<boolean> =>
    attempt(async () => {
      const params = { path: { id, seq: String(seq) } }
      const path = '/api/conversations/{id}/pins/{seq}'
      await unwrap(on ? session.api.PUT(path, { params }) : session.api.DELETE(path, { params }))
      await queries.invalidateQueries({ queryKey: ['pins', id] })
    })
}
