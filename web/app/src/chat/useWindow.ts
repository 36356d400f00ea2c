import { type Log, type Message, unwrap } from '@parley/sync'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useMessenger } from '../lib/hooks'
import { session } from '../lib/session'

const PAGE = 60

/** A stretch of a conversation far above its end, around one message. */
export interface Window {
  readonly anchor: number
  readonly log: Log
  readonly loadBefore: () => void
  readonly loadAfter: (() => void) | null
}

type Query = { around: number } | { before: number } | { after: number }

/** Reads what stands around a message, in both directions as far as the reader goes; null until it is here. */
export const useWindow = (id: string, anchor: number | null): { window: Window | null; failed: boolean } => {
  const messenger = useMessenger()
  const { data, isError, fetchPreviousPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['window', id, anchor],
    enabled: anchor !== null,
    staleTime: 0,
    gcTime: 0,
    initialPageParam: { around: anchor ?? 1 } as Query,
    queryFn: ({ pageParam }) =>
      unwrap(
        session.api.GET('/api/conversations/{id}/messages', {
          params: { path: { id }, query: { ...pageParam, limit: PAGE } },
        }),
      ),
    getPreviousPageParam: ({ has_before, messages: [first] }): Query | null =>
      has_before === true && first !== undefined ? { before: first.seq } : null,
    getNextPageParam: ({ has_after, messages }): Query | null => {
      const last = messages.at(-1)
      return has_after && last !== undefined ? { after: last.seq } : null
    },
  })
  const pages = data?.pages
  useEffect(() => {
    pages?.forEach((page) => messenger.met(page.people))
  }, [pages, messenger])
  const window = useMemo((): Window | null => {
    const first = pages?.[0]
    const last = pages?.at(-1)
    if (anchor === null || pages === undefined || first === undefined || last === undefined) {
      return null
    }
    const messages = pages.flatMap((page): Message[] => page.messages)
    return {
      anchor,
      log: { messages, hasBefore: first.has_before ?? false, rev: last.rev },
      loadBefore: () => void fetchPreviousPage({ cancelRefetch: false }),
      loadAfter: last.has_after ? () => void fetchNextPage({ cancelRefetch: false }) : null,
    }
  }, [anchor, pages, fetchPreviousPage, fetchNextPage])
  return { window, failed: isError }
}
