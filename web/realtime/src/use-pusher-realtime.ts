import { useCallback, useEffect, useState } from 'react'
import { watchPusherRealtime } from './subscribe.ts'

export interface UsePusherRealtimeOptions {
  channel: string
  event: string
  /** Whether to subscribe at all. Default: true. */
  enabled?: boolean
  debug?: boolean
}

export interface UsePusherRealtimeResult<T> {
  /** What the last event brought; null before the first. */
  data: T | null
  /** Whether events can come now. */
  isConnected: boolean
  /** What went wrong last; null again once events can come. */
  error: Error | null
  /** Subscribes anew, such as after an error. */
  resubscribe: () => void
}

type Heard<T> = Omit<UsePusherRealtimeResult<T>, 'resubscribe'>

const NOTHING: Heard<never> = { data: null, isConnected: false, error: null }

/** Hears one event of a channel for as long as the component is mounted. */
export const usePusherRealtime = <T = unknown>({
  channel,
  event,
  enabled = true,
  debug = false,
}: UsePusherRealtimeOptions): UsePusherRealtimeResult<T> => {
  const [heard, setHeard] = useState<Heard<T>>(NOTHING)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (!enabled) {
      return undefined
    }
    const { unsubscribe } = watchPusherRealtime<T>({
      channel,
      event,
      debug,
      onEvent: (data) => setHeard((before) => ({ ...before, data })),
      onError: (error) => setHeard((before) => ({ ...before, error })),
      onConnected: (isConnected) =>
        setHeard((before) => ({ ...before, isConnected, error: isConnected ? null : before.error })),
    })
    return () => {
      unsubscribe()
      setHeard(NOTHING)
    }
  }, [channel, event, enabled, debug, attempt])
  const resubscribe = useCallback(() => setAttempt((before) => before + 1), [])
  return { ...heard, resubscribe }
}
