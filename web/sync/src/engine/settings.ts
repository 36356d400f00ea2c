import { unwrap } from '../api/client'
import type { Parts } from './parts'

/** What the reader settled for all conversations, as the server has it. */
export class Settings {
  readonly #parts: Parts
  #known = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Another device has changed them, or this one. */
  changed(): void {
    this.#known = false
    void this.fetch()
  }

  /** Asks the server, unless it has answered; what fails is asked again when it is reached the next time. */
  async fetch(): Promise<void> {
    if (this.#known) {
      return
    }
    this.#known = true
    try {
      const notify = await unwrap(this.#parts.api.GET('/api/me/notifications'))
      this.#parts.store.change(() => ({ notify }))
    } catch {
      this.#known = false
    }
  }
}
