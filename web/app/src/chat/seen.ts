import type { Place } from '@parley/sync'
import type { ChatRow } from './rows'

/**
 * Under which of the reader's own messages each member's face stands: the last one that they have seen.
 *
 * @returns user ids by message number; those who read last come first
 */
export const seenUnder = (
  rows: readonly ChatRow[],
  places: ReadonlyMap<string, Place>,
  me: string,
): ReadonlyMap<number, readonly string[]> => {
  const own: number[] = []
  for (const row of rows) {
    if (row.type === 'bubble' && row.mine && row.message !== null) {
      own.push(row.message.seq)
    }
  }
  const under = new Map<number, string[]>()
  const readers = [...places].filter(([userId]) => userId !== me)
  readers.sort(([, a], [, b]) => (b.readAt ?? '').localeCompare(a.readAt ?? ''))
  for (const [userId, { readSeq }] of readers) {
    const seq = own.findLast((one) => one <= readSeq)
    if (seq !== undefined) {
      under.set(seq, [...(under.get(seq) ?? []), userId])
    }
  }
  return under
}
