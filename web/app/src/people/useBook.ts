import { unwrap } from '@parley/sync'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { attempt } from '../lib/errors'
import { useMessages } from '../lib/hooks'
import { session } from '../lib/session'

const MOST = 200

/** The reader's address book; read anew when another device changes it. */
export const useBook = () => {
  const version = useMessages((state) => state.contactsVersion)
  return useQuery({
    queryKey: ['contacts', version],
    queryFn: () => unwrap(session.api.GET('/api/contacts', { params: { query: { limit: MOST } } })),
    placeholderData: (before) => before,
  })
}

/** Those whom the reader shuts out. */
export const useBlocks = () => {
  const version = useMessages((state) => state.contactsVersion)
  return useQuery({
    queryKey: ['blocks', version],
    queryFn: () => unwrap(session.api.GET('/api/blocks', { params: { query: { limit: MOST } } })),
    placeholderData: (before) => before,
  })
}

/** What the reader changes about how they know somebody. */
export const useKnowing = () => {
  const queries = useQueryClient()
  const of = (userId: string) => ({ params: { path: { userId } } })
  const did = (key: 'contacts' | 'blocks', work: () => Promise<unknown>): Promise<boolean> =>
    attempt(async () => {
      await work()
      await queries.invalidateQueries({ queryKey: [key] })
    })
  const { api } = session
  return {
    add: (id: string) => did('contacts', () => unwrap(api.PUT('/api/contacts/{userId}', { ...of(id), body: {} }))),
    rename: (id: string, alias: string) =>
      did('contacts', () => unwrap(api.PATCH('/api/contacts/{userId}', { ...of(id), body: { alias } }))),
    remove: (id: string) => did('contacts', () => unwrap(api.DELETE('/api/contacts/{userId}', of(id)))),
    block: (id: string) => did('blocks', () => unwrap(api.PUT('/api/blocks/{userId}', of(id)))),
    unblock: (id: string) => did('blocks', () => unwrap(api.DELETE('/api/blocks/{userId}', of(id)))),
  }
}
