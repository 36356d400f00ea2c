import { unwrap } from '../api/client'
import type { Position } from '../api/types'
import { countUnread, covers } from '../state/log'
import { type Place, put } from '../state/state'
import type { Conversations } from './conversations'
import type { Logs } from './logs'
import { type Parts, Soon } from './parts'

const NOWHERE: Place = { readSeq: 0, deliveredSeq: 0, readAt: null }

/** How far everybody is. Positions only move up. */
export class Reading {
  readonly #parts: Parts
  readonly #conversations: Conversations
  readonly #logs: Logs
  readonly #soon = new Soon()
  readonly #read = new Map<string, number>()
  readonly #delivered = new Map<string, number>()
  readonly #deliveredTold = new Map<string, number>()

  constructor(parts: Parts, conversations: Conversations, logs: Logs) {
    this.#parts = parts
    this.#conversations = conversations
    this.#logs = logs
    conversations.onMessage = (id, seq) => this.#arrived(id, seq)
  }

  /** The reader has this message on the screen. Told at once here, and soon to the server. */
  read(id: string, seq: number): void {
    const known = this.#conversations.get(id)
    if (known === undefined || (seq <= known.me.read_seq && !known.me.marked_unread)) {
      return
    }
    const readSeq = Math.max(seq, known.me.read_seq)
    const log = this.#logs.get(id)
    const me = this.#parts.store.state.me.id
    this.#conversations.patch(id, (one) => ({
      ...one,
      unread:
        log !== undefined && covers(log, readSeq)
          ? countUnread(log, readSeq, me)
          : readSeq >= one.last_seq
            ? 0
            : one.unread,
      mentions: readSeq >= one.last_seq ? 0 : one.mentions,
      me: { ...one.me, read_seq: readSeq, marked_unread: false },
    }))
    this.#read.set(id, readSeq)
    this.#soon.ask('read', this.#parts.timings.together, () => this.flush())
  }

  /** A message of somebody else has reached this device. */
  #arrived(id: string, seq: number): void {
    if (seq > (this.#deliveredTold.get(id) ?? 0)) {
      this.#deliveredTold.set(id, seq)
      this.#delivered.set(id, seq)
      this.#soon.ask('read', this.#parts.timings.together, () => this.flush())
    }
  }

  /** Tells the server; what fails is told again with the next. */
  flush(): void {
    for (const [id, seq] of this.#read) {
      this.#read.delete(id)
      this.#delivered.delete(id)
      this.#tell('/api/conversations/{id}/read', id, seq, this.#read)
    }
    for (const [id, seq] of this.#delivered) {
      this.#delivered.delete(id)
      this.#tell('/api/conversations/{id}/delivered', id, seq, this.#delivered)
    }
  }

  /** Asks where the members of a conversation stand. */
  async fetch(id: string): Promise<void> {
    const { positions } = await unwrap(
      this.#parts.api.GET('/api/conversations/{id}/receipts', { params: { path: { id } } }),
    )
    this.moved(
      id,
      positions.map((one) => ({ ...one, read_at: one.read_at ?? null })),
    )
  }

  /** Members have moved. */
  moved(id: string, positions: readonly Position[]): void {
    const { places, me } = this.#parts.store.state
    const next = new Map(places.get(id) ?? [])
    for (const one of positions) {
      const known = next.get(one.user_id) ?? NOWHERE
      next.set(one.user_id, {
        readSeq: Math.max(known.readSeq, one.read_seq),
        deliveredSeq: Math.max(known.deliveredSeq, one.delivered_seq, one.read_seq),
        readAt: one.read_seq > known.readSeq ? (one.read_at ?? null) : known.readAt,
      })
    }
    this.#parts.store.change(({ places: before }) => ({ places: put(before, id, next) }))
    const mine = positions.find((one) => one.user_id === me.id)
    if (mine !== undefined && mine.read_seq > (this.#conversations.get(id)?.me.read_seq ?? 0)) {
      this.#conversations.refreshSoon(id) // read on another device
    }
  }

  stop(): void {
    this.#soon.stop()
  }

  #tell(
    path: '/api/conversations/{id}/read' | '/api/conversations/{id}/delivered',
    id: string,
    seq: number,
    waiting: Map<string, number>,
  ): void {
    unwrap(this.#parts.api.POST(path, { params: { path: { id } }, body: { seq } })).catch(() => {
      waiting.set(id, Math.max(seq, waiting.get(id) ?? 0))
    })
  }
}
