/** Most events the page keeps on screen. */
export const FEED_LENGTH = 50

const SHOWN_CHARACTERS = 500

export interface FeedEntry {
  readonly id: number
  readonly text: string
  readonly arrivedAt: Date
  /** From pressing the button to the event's arrival over the socket; null for events of other senders. */
  readonly roundTripMillis: number | null
}

/** Newest first, never more than `FEED_LENGTH`. */
export function withEntry(feed: readonly FeedEntry[], entry: FeedEntry): readonly FeedEntry[] {
  return [entry, ...feed.slice(0, FEED_LENGTH - 1)]
}

/** The words of an event: its `text` if it has one, else its data as it came. */
export function textOf(data: unknown): string {
  const text =
    typeof data === 'object' && data !== null && typeof (data as Record<string, unknown>)['text'] === 'string'
      ? ((data as Record<string, unknown>)['text'] as string)
      : typeof data === 'string'
        ? data
        : (JSON.stringify(data) ?? '')
  const characters = [...text]
  return characters.length > SHOWN_CHARACTERS ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}…` : text
}

/** `0.8`, `12`: one decimal below ten, none above. */
export function shortMillis(millis: number): string {
  return millis < 9.95 ? millis.toFixed(1) : Math.round(millis).toString()
}
