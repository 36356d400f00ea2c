import type { Members, PresenceChannel } from 'pusher-js'
import { useCallback, useEffect, useState } from 'react'
import { hold } from './hold.ts'

export interface PusherPresenceMember<I> {
  id: string
  info: I
}

export interface UsePusherPresenceOptions {
  /** The channel's whole name; it begins `presence-`. */
  channel: string
  /** Whether to join at all. Default: true. */
  enabled?: boolean
}

export interface UsePusherPresenceResult<I> {
  /** Who is here, oneself too; nobody while the connection is down. */
  members: PusherPresenceMember<I>[]
  /** Oneself, once one has joined. */
  me: PusherPresenceMember<I> | null
  isConnected: boolean
  error: Error | null
  /** Joins anew, such as after an error. */
  resubscribe: () => void
}

type Seen<I> = Omit<UsePusherPresenceResult<I>, 'resubscribe'>

const NOTHING: Seen<never> = { members: [], me: null, isConnected: false, error: null }

const listed = <I>(members: Members): PusherPresenceMember<I>[] => {
  const list: PusherPresenceMember<I>[] = []
  members.each((member: PusherPresenceMember<I>) => list.push({ id: member.id, info: member.info }))
  return list
}

/** Joins a presence channel for as long as the component is mounted, and says who else is there. */
export const usePusherPresence = <I = unknown>({
  channel,
  enabled = true,
}: UsePusherPresenceOptions): UsePusherPresenceResult<I> => {
  const [seen, setSeen] = useState<Seen<I>>(NOTHING)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (!enabled) {
      return undefined
    }
    const look = (): void => {
      if (!held.isReady()) {
        setSeen((before) => ({ ...NOTHING, error: before.error }))
        return
      }
      const { members } = held.channel as PresenceChannel
      const me = members.me as PusherPresenceMember<I> | null
      setSeen({ members: listed<I>(members), me, isConnected: true, error: null })
    }
    const held = hold(channel, {
      listeners: { 'pusher:member_added': look, 'pusher:member_removed': look },
      onChange: () => look(),
      onError: (error) => setSeen((before) => ({ ...before, error })),
    })
    look()
    return () => {
      held.end()
      setSeen(NOTHING)
    }
  }, [channel, enabled, attempt])
  const resubscribe = useCallback(() => setAttempt((before) => before + 1), [])
  return { ...seen, resubscribe }
}
