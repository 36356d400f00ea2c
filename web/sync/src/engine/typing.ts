import { put } from '../state/state'
import type { Parts } from './parts'

const EXPIRES_MS = 6_000
const EVERY_MS = 3_000

/** Who is typing where; and telling others that the reader is. */
export class Typing {
  readonly #parts: Parts
  readonly #told = new Map<string, number>()
  #sweep: ReturnType<typeof setTimeout> | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** The reader types; told at most every three seconds. */
  tell(id: string): void {
    const now = Date.now()
    if (now - (this.#told.get(id) ?? 0) >= EVERY_MS && this.#parts.store.state.link === 'online') {
      this.#told.set(id, now)
      this.#parts.realtime.trigger(`private-conversation-${id}`, 'client-typing', {})
    }
  }

  /** The reader has sent: the next letter is told at once. */
  sent(id: string): void {
    this.#told.delete(id)
  }

  heard(id: string, userId: string): void {
    const until = Date.now() + EXPIRES_MS
    this.#parts.store.change(({ typing }) => ({
      typing: put(typing, id, [...(typing.get(id) ?? []).filter((one) => one.userId !== userId), { userId, until }]),
    }))
    this.#sweepLater()
  }

  /** Somebody's message is here, so it is not being typed. */
  stopped(id: string, userId: string): void {
    const typists = this.#parts.store.state.typing.get(id)
    if (typists?.some((one) => one.userId === userId)) {
      const left = typists.filter((one) => one.userId !== userId)
      this.#parts.store.change(({ typing }) => ({ typing: put(typing, id, left.length === 0 ? null : left) }))
    }
  }

  stop(): void {
    if (this.#sweep !== null) {
      clearTimeout(this.#sweep)
    }
  }

  #sweepLater(): void {
    this.#sweep ??= setTimeout(() => {
      this.#sweep = null
      const now = Date.now()
      const left = [...this.#parts.store.state.typing]
        .map(([id, typists]) => [id, typists.filter((one) => one.until > now)] as const)
        .filter(([, typists]) => typists.length > 0)
      this.#parts.store.change(() => ({ typing: new Map(left) }))
      if (left.length > 0) {
        this.#sweepLater()
      }
    }, 1_000)
  }
}
