import { sharedChannels } from './client.ts'
import { failure, refusal } from './error.ts'

const REFUSED = 'pusher:subscription_error'
const SUCCEEDED = 'pusher:subscription_succeeded'

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
  const { channel: name, event, onEvent, onError, onConnected, debug = false } = options
  const channels = sharedChannels()
  const { connection } = channels.pusher
  const say = (...words: unknown[]): void => {
    if (debug) {
      console.log(`[pusher-realtime] ${name} ${event}:`, ...words)
    }
  }
  const fail = (error: Error): void => {
    say('failed', error)
    onError?.(error)
  }
  const channel = channels.take(name)
  const tell = (): void => onConnected?.(connection.state === 'connected' && channel.subscribed)
  const onData = (data: T): void => {
    say('event', data)
    try {
      onEvent(data)
    } catch (error) {
      // one bad listener keeps nothing from the others
      fail(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const onRefused = (told: unknown): void => {
    tell()
    fail(refusal(name, told))
  }
  const onFailed = (told: unknown): void => fail(failure(told))
  const onSucceeded = (): void => {
    say('subscribed')
    tell()
  }
  channel.bind(event, onData)
  channel.bind(REFUSED, onRefused)
  channel.bind(SUCCEEDED, onSucceeded)
  connection.bind('state_change', tell)
  connection.bind('error', onFailed)
  tell()
  let isOver = false
  return {
    unsubscribe: () => {
      if (isOver) {
        return
      }
      isOver = true
      channel.unbind(event, onData)
      channel.unbind(REFUSED, onRefused)
      channel.unbind(SUCCEEDED, onSucceeded)
      connection.unbind('state_change', tell)
      connection.unbind('error', onFailed)
      channels.give(name)
      say('unsubscribed')
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
