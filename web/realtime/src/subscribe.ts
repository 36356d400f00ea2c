import { hold } from './hold.ts'

export interface PusherRealtimeOptions<T = unknown> {
  /** The channel's whole name, with `private-` or `presence-` if it is one. */
  channel: string
  event: string
  onEvent: (data: T) => void
  /** Hears of a refused subscription, of a failing connection, and of what `onEvent` throws. */
  onError?: (error: Error) => void
  /** Writes to the console what happens. */
  debug?: boolean
}

export interface PusherRealtimeSubscription {
  /** Ends it. More calls do nothing. */
  unsubscribe: () => void
}

export interface Watched<T> extends PusherRealtimeOptions<T> {
  /** Hears whether events can come: the connection is up and the channel is subscribed to. */
  onConnected?: (isConnected: boolean) => void
}

/** As {@link subscribePusherRealtime}, and tells of the connection. */
export const watchPusherRealtime = <T>(options: Watched<T>): PusherRealtimeSubscription => {
  const { channel, event, onEvent, onError, onConnected, debug = false } = options
  const say = (...words: unknown[]): void => {
    if (debug) {
      console.log(`[pusher-realtime] ${channel} ${event}:`, ...words)
    }
  }
  const fail = (error: Error): void => {
    say('failed', error)
    onError?.(error)
  }
  let wasReady = false
  const tell = (): void => {
    const isReady = held.isReady()
    if (isReady !== wasReady) {
      say(isReady ? 'subscribed' : 'cut off')
    }
    wasReady = isReady
    onConnected?.(isReady)
  }
  const onData = (data: T): void => {
    say('event', data)
    try {
      onEvent(data)
    } catch (error) {
      // one bad listener keeps nothing from the others
      fail(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const held = hold(channel, { listeners: { [event]: onData }, onChange: () => tell(), onError: fail })
  tell()
  let isOver = false
  return {
    unsubscribe: () => {
      held.end()
      if (!isOver) {
        isOver = true
        say('unsubscribed')
      }
    },
  }
}

/**
 * Hears one event of a channel. All subscriptions of a page share one connection, and those to one channel share that;
 * a channel ends with its last subscription.
 *
 * @throws if no server was configured
 */
export const subscribePusherRealtime = <T = unknown>(options: PusherRealtimeOptions<T>): PusherRealtimeSubscription =>
  watchPusherRealtime(options)
