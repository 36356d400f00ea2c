import { type Person, unwrap } from '@parley/sync'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useMessages } from '../lib/hooks'
import { session } from '../lib/session'

const LEAST = 3

/** People of a username; the server knows them by the exact one only, or among contacts and shared groups. */
export const useFindPerson = (typed: string): { people: Person[]; isDone: boolean } => {
  const me = useMessages((state) => state.me.id)
  const q = useDeferredValue(typed.trim().replace(/^@/, '').toLowerCase())
  const { data, isSuccess } = useQuery({
    queryKey: ['people', q],
    queryFn: () => unwrap(session.api.GET('/api/users', { params: { query: { q } } })),
    enabled: q.length >= LEAST,
    placeholderData: (before) => (q.length >= LEAST ? before : undefined),
  })
  return {
    people: q.length < LEAST ? [] : (data?.users ?? []).filter((one) => one.id !== me),
    isDone: isSuccess && q.length >= LEAST,
  }
}
