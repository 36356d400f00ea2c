import type { Channel } from 'pusher-js'
import { sharedChannels } from './client.ts'
import { failure, refusal } from './error.ts'

const REFUSED = 'pusher:subscription_error'
const SUCCEEDED = 'pusher:subscription_succeeded'

/** What pusher-js passes has no type; each listener says what it takes. */
type Listener = (data: never) => void

interface Heard {
  /** Of the channel's own events. */
  listeners: Record<string, Listener>
  /** Something of the connection or the subscription changed. */
  onChange: () => void
  onError: (error: Error) => void
}

export interface Held {
  readonly channel: Channel
  /** Whether events can come: the connection is up and the channel is subscribed to. */
  isReady: () => boolean
  /** Takes all listeners away and lets go of the channel. More calls do nothing. */
  end: () => void
}

/** Holds a channel of the shared connection and listens to it, until it is ended. */
export const hold = (name: string, { listeners, onChange, onError }: Heard): Held => {
  const channels = sharedChannels()
  const { connection } = channels.pusher
  const channel = channels.take(name)
  const ofChannel: Record<string, Listener> = {
    [SUCCEEDED]: onChange,
    [REFUSED]: (told) => {
      onChange()
      onError(refusal(name, told))
    },
  }
  const ofConnection: Record<string, Listener> = {
    state_change: onChange,
    error: (told) => onError(failure(told)),
  }
  const bound = [
    [channel, listeners],
    [channel, ofChannel],
    [connection, ofConnection],
  ] as const
  bound.forEach(([on, all]) => Object.entries(all).forEach(([event, hear]) => on.bind(event, hear)))
  let isOver = false
  return {
    channel,
    isReady: () => connection.state === 'connected' && channel.subscribed,
    end: () => {
      if (!isOver) {
        isOver = true
        bound.forEach(([on, all]) => Object.entries(all).forEach(([event, hear]) => on.unbind(event, hear)))
        channels.give(name)
      }
    },
  }
}
