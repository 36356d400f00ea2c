import {
  type Changes,
  type Debts,
  KEPT_LOGS,
  KEPT_MESSAGES,
  type LocalCopy,
  NO_DEBTS,
  type Position,
  type Whole,
} from '../local/database'
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
  /** What a position stands for, though it is not here yet. */
  debts: () => Debts = () => NO_DEBTS

  constructor(local: LocalCopy, store: Store, delayMs: number) {
    this.#local = local
    this.#store = store
    this.#delayMs = delayMs
  }

  conversation(id: string): void {
    this.#conversations.add(id)
    this.later()
  }

  log(id: string): void {
    this.#logs.add(id)
    this.later()
  }

  person(id: string): void {
    this.#people.add(id)
    this.later()
  }

  /** Says from where the log is followed, as the copy told it. */
  begun(position: Position | null): void {
    this.#position = position
  }

  position(position: Position): void {
    this.#position = position
    this.later()
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

  /** Something is to be written. */
  later(): void {
    this.#soon.ask('save', this.#delayMs, () => void this.flush().catch(() => undefined))
  }

  async #write(): Promise<void> {
    const { conversations, people, logs } = this.#store.state
    const [changedRows, changedPeople, changedLogs] = [this.#conversations, this.#people, this.#logs]
    const ids = [...changedRows]
    const changes: Changes = {
      position: this.#position,
      debts: this.debts(),
      conversations: ids.flatMap((id) => conversations.get(id) ?? []),
      gone: ids.filter((id) => !conversations.has(id)),
      people: [...changedPeople].flatMap((id) => people.get(id) ?? []),
      logs: new Map(
        [...changedLogs].flatMap((id) => {
          const log = logs.get(id)
          return log === undefined ? [] : [[id, newest(log, KEPT_MESSAGES)] as const]
        }),
      ),
    }
    this.#conversations = new Set()
    this.#people = new Set()
    this.#logs = new Set()
    try {
      await this.#local.write(changes, () => this.#whole())
    } catch (error) {
      this.#conversations = new Set([...changedRows, ...this.#conversations])
      this.#people = new Set([...changedPeople, ...this.#people])
      this.#logs = new Set([...changedLogs, ...this.#logs])
      throw error
    }
  }

  #whole(): Whole {
    const { conversations, people } = this.#store.state
    return {
      position: this.#position,
      debts: this.debts(),
      conversations: [...conversations.values()],
      people: [...people.values()],
    }
  }
}
