import type { RealtimeConnection, RealtimeSignature } from '../api/types'

export type Link = 'connecting' | 'online' | 'offline'

/** What comes over a channel: the event's name, its data as sent, and for client events who sent it. */
export type Heard = (event: string, data: unknown, from: string | null) => void

export interface RealtimeParts {
  connection: () => Promise<RealtimeConnection>
  sign: (socketId: string, channel: string) => Promise<RealtimeSignature>
}

/** A socket to the server, which finds its way back by itself. */
export interface Realtime {
  readonly start: (onLink: (link: Link) => void) => Promise<void>
  /** Follows a channel; the callback says each time that it has begun. */
  readonly subscribe: (channel: string, heard: Heard, begun: () => void) => void
  readonly unsubscribe: (channel: string) => void
  readonly trigger: (channel: string, event: string, data: object) => void
  /** Looks at once whether the socket is alive. */
  readonly nudge: () => void
  readonly stop: () => void
}
