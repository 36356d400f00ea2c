import Pusher, { type Options } from 'pusher-js'
import { Channels } from './channels.ts'

/** Where the server is, by the names that back ends read from PUSHER_KEY, PUSHER_CLUSTER, PUSHER_HOST and so on. */
export interface PusherRealtimeSettings {
  key: string
  /** Any text with a server of one's own. */
  cluster?: string
  host?: string
  port?: number
  scheme?: 'http' | 'https'
  /** Signs subscriptions to private and presence channels. */
  authEndpoint?: string
  /** Whatever else pusher-js knows; wins over the above. */
  options?: Partial<Options>
}

let make: (() => Pusher) | null = null
let shared: Channels | null = null
const watchers = new Set<() => void>()

const share = (channels: Channels | null): void => {
  shared = channels
  watchers.forEach((hear) => hear())
}

/** The client that is in use, if any; asks for none. */
export const currentPusher = (): Pusher | null => shared?.pusher ?? null

/** Hears when another client comes into use, or none any more. */
export const onOtherPusher = (hear: () => void): (() => void) => {
  watchers.add(hear)
  return () => void watchers.delete(hear)
}

const clientOf = ({ key, cluster = '', host, port, scheme, authEndpoint, options }: PusherRealtimeSettings): Pusher => {
  const tls = scheme === undefined ? null : scheme === 'https'
  return new Pusher(key, {
    cluster,
    ...(host === undefined ? {} : { wsHost: host }),
    ...(port === undefined ? {} : { wsPort: port, wssPort: port }),
    ...(tls === null ? {} : { forceTLS: tls }),
    ...(authEndpoint === undefined ? {} : { channelAuthorization: { endpoint: authEndpoint, transport: 'ajax' } }),
    ...options,
  })
}

/**
 * Says once which server all subscriptions go to, or gives a function that makes the client. Nothing is connected before
 * the first subscription.
 */
export const configurePusherRealtime = (given: PusherRealtimeSettings | (() => Pusher)): void => {
  if (shared !== null) {
    throw new Error('the connection is in use; call disconnectPusherRealtime() first')
  }
  make = typeof given === 'function' ? given : () => clientOf(given)
}

/** Ends the shared connection and all subscriptions, such as at sign-out. The next subscription begins another. */
export const disconnectPusherRealtime = (): void => {
  shared?.end()
  share(null)
}

/** The one connection of this page. */
export const sharedChannels = (): Channels => {
  if (make === null) {
    throw new Error('call configurePusherRealtime() before the first subscription')
  }
  if (shared !== null) {
    return shared
  }
  const made = new Channels(make())
  share(made)
  return made
}
