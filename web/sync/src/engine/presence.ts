import { unwrap } from '../api/client'
import type { PresenceUser } from '../api/types'
import { inOrder } from '../state/views'
import { type Parts, Soon } from './parts'

const MOST = 200

/** Who is online, of those whom the reader may see on a screen. */
export class Presence {
  readonly #parts: Parts
  readonly #soon = new Soon()
  readonly #extra = new Map<number, readonly string[]>()
  #watched = ''

  constructor(parts: Parts) {
    this.#parts = parts
  }

  heard(users: readonly PresenceUser[]): void {
    this.#parts.store.change(({ presence }) => ({
      presence: new Map([...presence, ...users.map((one) => [one.id, one] as const)]),
    }))
  }

  /** These are on a screen too, such as the members of an open group. */
  show(userIds: readonly string[], view: number): void {
    if (userIds.length > 0 || this.#extra.has(view)) {
      this.#extra.set(view, userIds)
      this.watchSoon()
    }
  }

  left(view: number): void {
    this.show([], view)
    this.#extra.delete(view)
  }

  watchSoon(): void {
    this.#soon.ask('watch', this.#parts.timings.together, () => void this.watch(false).catch(() => undefined))
  }

  /** Whom the reader may see has changed. */
  againSoon(): void {
    this.#watched = ''
    this.watchSoon()
  }

  /** Says whom to follow; after a reconnect also if these are the same. */
  async watch(anew: boolean): Promise<void> {
    const { conversations, me } = this.#parts.store.state
    const peers = inOrder(conversations).flatMap((one) => (one.peer && !one.peer.deleted ? [one.peer.id] : []))
    const ids = [...new Set([...[...this.#extra.values()].flat(), ...peers])]
      .filter((id) => id !== me.id)
      .slice(0, MOST)
    const key = ids.join()
    if (!anew && key === this.#watched) {
      return
    }
    const { users } = await unwrap(this.#parts.api.POST('/api/presence', { body: { ids } }))
    this.#watched = key
    this.heard(users)
  }

  stop(): void {
    this.#soon.stop()
  }
}
