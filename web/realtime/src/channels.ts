import type Pusher from 'pusher-js'
import type { Channel } from 'pusher-js'

interface Held {
  /** Somebody else subscribed to it with the same client, and ends it. */
  readonly isForeign: boolean
  holders: number
}

/** Channels of one connection: subscribed to while anybody holds them. */
export class Channels {
  readonly pusher: Pusher
  readonly #held = new Map<string, Held>()

  constructor(pusher: Pusher) {
    this.pusher = pusher
  }

  /** Subscribes to a channel, or shares it; one that was refused before is asked for again. */
  take(name: string): Channel {
    const isThere = (this.pusher.channel(name) as Channel | undefined) !== undefined
    const channel = this.pusher.subscribe(name)
    const held = this.#held.get(name) ?? { isForeign: isThere, holders: 0 }
    held.holders++
    this.#held.set(name, held)
    return channel
  }

  /** Lets go of it. It ends a moment later, so that a component which is only mounted anew does not end it. */
  give(name: string): void {
    const held = this.#held.get(name)
    if (held === undefined) {
      return
    }
    held.holders--
    setTimeout(() => {
      if (held.holders === 0 && this.#held.get(name) === held) {
        this.#held.delete(name)
        if (!held.isForeign) {
          this.pusher.unsubscribe(name)
        }
      }
    })
  }

  end(): void {
    this.#held.clear()
    this.pusher.disconnect()
  }
}
