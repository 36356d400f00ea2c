import { unwrap } from '../api/client'
import { isProblem } from '../api/problem'
import type { SyncEntry } from '../api/types'
import type { Position } from '../local/database'
import type { Conversations } from './conversations'
import { OneAtATime, type Parts, Soon } from './parts'
import type { Saving } from './saving'

/** What is pushed to the user's own channel. */
export interface SyncPush {
  head: number
  /** Of the store, with a head alone. */
  epoch?: string | null
  from: number | null
  entries: SyncEntry[]
}

const SNAPSHOT = { limit: 20, messages: 20 }
const PAGE = 200

/** Follows the user's own log, entry by entry, and asks the server for what did not come. */
export class UserLog {
  readonly #parts: Parts
  readonly #conversations: Conversations
  readonly #saving: Saving
  readonly #soon = new Soon()
  readonly #turns = new OneAtATime()
  #position: Position | null
  #hasLargeGroups = false
  #epoch: string | null = null
  #ackedAt = 0
  #ackTime = 0
  /** Hears each head, also if nothing is lacking. */
  onBeat: () => void = () => undefined

  constructor(parts: Parts, conversations: Conversations, saving: Saving, position: Position | null) {
    this.#parts = parts
    this.#conversations = conversations
    this.#saving = saving
    this.#position = position
  }

  heard(push: SyncPush): void {
    if (push.from === null) {
      this.onBeat()
    }
    if (this.#position === null) {
      if (!this.#turns.isRunning('pull')) {
        this.#pullSoon() // that which ran has failed; what runs will hold all this
      }
      return
    }
    if (push.from !== null) {
      push.entries.forEach((entry, i) => this.#apply(entry, (push.from ?? 0) + i))
    }
    if (push.head > this.#position.at || this.#isOtherLife(push.epoch ?? null)) {
      this.#pullSoon()
    } else {
      this.#soon.cancel('gap')
      if (push.from === null) {
        this.#beat()
      }
    }
  }

  /** Whether the store has begun another life since the last head: the numbers of that one mean nothing now. */
  #isOtherLife(epoch: string | null): boolean {
    const before = this.#epoch
    this.#epoch = epoch ?? before
    return before !== null && before !== this.#epoch
  }

  /** Comes up to date: by what is lacking, or by a snapshot where that is not to be had. */
  pull(): Promise<void> {
    this.#soon.cancel('gap')
    return this.#turns.run('pull', async () => {
      for (let more = true; more;) {
        more = await this.#step()
      }
    })
  }

  #pullSoon(): void {
    this.#soon.ask('gap', this.#parts.timings.gap, () => void this.pull().catch(() => undefined))
  }

  stop(): void {
    this.#soon.stop()
  }

  async #step(): Promise<boolean> {
    const before = this.#position
    if (before === null) {
      return this.#snapshot()
    }
    try {
      const query = { cursor: before.cursor, at: before.at, limit: PAGE }
      const pull = await unwrap(this.#parts.api.GET('/api/sync', { params: { query } }))
      if (pull.reset || !pull.cursor) {
        this.#position = null
        if (pull.reset === 'epoch' || pull.reset === 'ahead') {
          this.#conversations.forget()
        }
        return this.#snapshot()
      }
      const from = pull.from ?? 0
      pull.entries.forEach((entry, i) => this.#apply(entry, from + i))
      this.#hasLargeGroups = pull.heads.length > 0
      pull.heads.forEach((head) => this.#conversations.head(head))
      const end = pull.entries.length === 0 ? before.at : from + pull.entries.length - 1
      this.#move({ cursor: pull.cursor, at: Math.max(this.#position?.at ?? 0, end) })
      return pull.more
    } catch (error) {
      if (isProblem(error, 'invalid-cursor')) {
        this.#position = null
        return true
      }
      throw error
    }
  }

  async #snapshot(): Promise<boolean> {
    const snapshot = await unwrap(this.#parts.api.GET('/api/sync/snapshot', { params: { query: SNAPSHOT } }))
    await this.#conversations.snapshot(snapshot)
    this.#hasLargeGroups = snapshot.heads.length > 0
    this.#move({ cursor: snapshot.cursor, at: snapshot.head })
    return true // what came while the snapshot was read
  }

  /** Numbers follow each other: an old one is dropped, a later one waits for a pull. */
  #apply(entry: SyncEntry, number: number): void {
    const position = this.#position
    if (position !== null && number === position.at + 1) {
      this.#conversations.entry(entry)
      this.#move({ ...position, at: number })
    }
  }

  #move(position: Position): void {
    this.#position = position
    this.#saving.position(position)
  }

  /** A head told that nothing is lacking: large groups have no entries, so ask; else say how far this device is. */
  #beat(): void {
    const position = this.#position
    const now = Date.now()
    if (position === null) {
      return
    }
    if (this.#hasLargeGroups) {
      this.pull().catch(() => undefined)
    } else if (position.at > this.#ackedAt && now - this.#ackTime >= this.#parts.timings.ack) {
      this.#ackTime = now
      this.#ackedAt = position.at
      unwrap(this.#parts.api.POST('/api/sync/ack', { body: position })).catch(() => undefined) // the next beat repeats it
    }
  }
}
