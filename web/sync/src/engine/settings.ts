import { unwrap } from '../api/client'
import type { Parts } from './parts'

/** What the reader settled for all conversations, as the server has it. */
export class Settings {
  readonly #parts: Parts
  #known = false
  /** Hears that the reader no longer shows how far messages were read, and so does not see it either. */
  onReceiptsOff: () => void = () => undefined

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
      const [notify, privacy] = await Promise.all([
        unwrap(this.#parts.api.GET('/api/me/notifications')),
        unwrap(this.#parts.api.GET('/api/me/privacy')),
      ])
      const before = this.#parts.store.state.privacy
      this.#parts.store.change(() => ({ notify, privacy }))
      if (before?.read_receipts && !privacy.read_receipts) {
        this.onReceiptsOff()
      }
    } catch {
      this.#known = false
    }
  }
}
