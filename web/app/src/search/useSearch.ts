import { unwrap } from '@parley/sync'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useMessenger } from '../lib/hooks'
import { session } from '../lib/session'
import { isAsked } from './words'

const TYPING_MS = 180
const PAGE = 30

/** A value once it has stayed the same for a moment. */
const useSettled = (value: string): string => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

interface Asked {
  query: string
  /** Only messages of this conversation. */
  conversationId?: string
}

/** What the server finds for the words, page by page. */
export const useSearch = ({ query, conversationId }: Asked) => {
  const messenger = useMessenger()
  const q = useSettled(query.trim())
  const enabled = isAsked(q)
  const found = useInfiniteQuery({
    queryKey: ['search', q, conversationId ?? null],
    queryFn: async ({ pageParam, signal }) => {
      const inside = conversationId === undefined ? {} : { in: conversationId, kind: 'message' }
      const cursor = pageParam === null ? {} : { cursor: pageParam }
      const answer = await unwrap(
        session.api.GET('/api/search', { params: { query: { q, limit: PAGE, ...inside, ...cursor } }, signal }),
      )
      messenger.met([...answer.people, ...answer.persons.map((one) => one.person)])
      return answer
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 0,
    enabled,
  })
  const pages = enabled ? (found.data?.pages ?? []) : []
  return {
    asked: enabled,
    persons: pages[0]?.persons ?? [],
    groups: pages[0]?.groups ?? [],
    messages: pages.flatMap((page) => page.messages),
    places: pages.flatMap((page) => page.conversations),
    partial: pages[0]?.partial ?? false,
    complete: pages[0]?.complete ?? true,
    busy: enabled && (found.isFetching || q !== query.trim()),
    error: enabled ? found.error : null,
    retry: () => void found.refetch(),
    more: found.hasNextPage ? () => void found.fetchNextPage() : null,
  }
}

export type Found = ReturnType<typeof useSearch>
export type FoundMessage = Found['messages'][number]
export type FoundPerson = Found['persons'][number]
export type FoundPlace = Found['places'][number]
