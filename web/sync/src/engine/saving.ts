import { type Changes, KEPT_LOGS, KEPT_MESSAGES, type LocalCopy, type Position, type Whole } from '../local/database'
import { newest } from '../state/log'
import { inOrder } from '../state/views'
import type { Store } from '../state/store'
import { OneAtATime, Soon } from './parts'

/** Writes what changed to the local copy, a little later and together. */
export class Saving {
  readonly #local: LocalCopy
  readonly #store: Store
  readonly #delayMs: number
  readonly #soon = new Soon()
  readonly #turns = new OneAtATime()
  #conversations = new Set<string>()
  #logs = new Set<string>()
  #people = new Set<string>()
  #position: Position | null = null
  #lastPosition: Position | null = null

  constructor(local: LocalCopy, store: Store, delayMs: number) {
    this.#local = local
    this.#store = store
    this.#delayMs = delayMs
  }

  conversation(id: string): void {
    this.#conversations.add(id)
    this.#later()
  }

  log(id: string): void {
    this.#logs.add(id)
    this.#later()
  }

  person(id: string): void {
    this.#people.add(id)
    this.#later()
  }

  /** Says from where the log is followed, as the copy told it. */
  begun(position: Position | null): void {
    this.#lastPosition = position
  }

  position(position: Position): void {
    this.#position = position
    this.#lastPosition = position
    this.#later()
  }

  /** Writes at once, as the page may go away. */
  flush(): Promise<void> {
    this.#soon.cancel('save')
    return this.#turns.run('save', () => this.#write())
  }

  /** Forgets the oldest logs above the bound. */
  async trim(): Promise<void> {
    const keep = inOrder(this.#store.state.conversations).slice(0, KEPT_LOGS)
    await this.#local.trim(new Set(keep.map((one) => one.id)))
  }

  stop(): void {
    this.#soon.stop()
  }

  #later(): void {
    this.#soon.ask('save', this.#delayMs, () => void this.flush().catch(() => undefined))
  }

  async #write(): Promise<void> {
    const { conversations, people, logs } = this.#store.state
    const ids = [...this.#conversations]
    const changes: Changes = {
      position: this.#position,
      conversations: ids.flatMap((id) => conversations.get(id) ?? []),
      gone: ids.filter((id) => !conversations.has(id)),
      people: [...this.#people].flatMap((id) => people.get(id) ?? []),
      logs: new Map(
        [...this.#logs].flatMap((id) => {
          const log = logs.get(id)
          return log === undefined ? [] : [[id, newest(log, KEPT_MESSAGES)] as const]
        }),
      ),
    }
    this.#conversations = new Set()
    this.#people = new Set()
    this.#logs = new Set()
    this.#position = null
    await this.#local.write(changes, () => this.#whole())
  }

  #whole(): Whole {
    const { conversations, people } = this.#store.state
    return {
      position: this.#lastPosition,
      conversations: [...conversations.values()],
      people: [...people.values()],
    }
  }
}
