import type { Message, Place } from '@parley/sync'

/** The last of the reader's own messages up to a number. */
const lastOwn = (messages: readonly Message[], me: string, upTo: number): number | undefined => {
  let [low, high] = [0, messages.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((messages[middle]?.seq ?? 0) <= upTo) {
      low = middle + 1
    } else {
      high = middle
    }
  }
  while (low > 0) {
    const message = messages[--low]
    if (message?.sender_id === me && message.kind !== 'system') {
      return message.seq
    }
  }
  return undefined
}

/**
 * Under which of the reader's own messages each member's face stands: the last one that they have seen.
 *
 * @returns user ids by message number; those who read last come first
 */
export const seenUnder = (
  messages: readonly Message[],
  places: ReadonlyMap<string, Place>,
  me: string,
): ReadonlyMap<number, readonly string[]> => {
  const under = new Map<number, string[]>()
  const readers = [...places].filter(([userId]) => userId !== me)
  readers.sort(([, a], [, b]) => (b.readAt ?? '').localeCompare(a.readAt ?? ''))
  for (const [userId, { readSeq }] of readers) {
    const seq = lastOwn(messages, me, readSeq)
    if (seq !== undefined) {
      under.set(seq, [...(under.get(seq) ?? []), userId])
    }
  }
  return under
}
