import { unwrap } from '../api/client'
import { isPassing } from '../api/problem'
import type { Position } from '../api/types'
import { type Place, put } from '../state/state'
import type { Conversations } from './conversations'
import { type Parts, Soon } from './parts'

const NOWHERE: Place = { readSeq: 0, deliveredSeq: 0, readAt: null }

/** How far everybody is. Positions only move up. */
export class Reading {
  readonly #parts: Parts
  readonly #conversations: Conversations
  readonly #soon = new Soon()
  readonly #read = new Map<string, number>()
  /** What the server has not confirmed yet. */
  readonly #telling = new Map<string, number>()
  readonly #delivered = new Map<string, number>()
  readonly #deliveredTold = new Map<string, number>()

  constructor(parts: Parts, conversations: Conversations) {
    this.#parts = parts
    this.#conversations = conversations
    conversations.onMessage = (id, seq) => this.#arrived(id, seq)
  }

  /** The reader has this message on the screen. Told at once here, and soon to the server. */
  read(id: string, seq: number): void {
    const known = this.#conversations.get(id)
    if (known === undefined || (seq <= known.me.read_seq && !known.me.marked_unread)) {
      return
    }
    const readSeq = Math.max(seq, known.me.read_seq)
    this.#conversations.read(id, readSeq)
    this.#read.set(id, readSeq)
    this.#telling.set(id, readSeq)
    this.#soon.ask('read', this.#parts.timings.together, () => this.flush())
  }

  /** What the server has not been told for sure. */
  get untold(): ReadonlyMap<string, number> {
    return this.#telling
  }

  /** Takes over what an earlier visit did not come to tell. */
  restore(reads: readonly (readonly [string, number])[]): void {
    for (const [id, seq] of reads) {
      this.#read.set(id, seq)
      this.#telling.set(id, seq)
    }
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

  /** What was seen of others does not count any more; of the open conversations it is asked for anew. */
  forget(open: Iterable<string>): void {
    this.#parts.store.change(() => ({ places: new Map() }))
    for (const id of open) {
      void this.fetch(id).catch(() => undefined)
    }
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
    unwrap(this.#parts.api.POST(path, { params: { path: { id } }, body: { seq } })).then(
      () => this.#told(id, seq, waiting),
      (error: unknown) => {
        if (isPassing(error)) {
          waiting.set(id, Math.max(seq, waiting.get(id) ?? 0))
        } else {
          this.#told(id, seq, waiting)
          this.#conversations.refreshSoon(id)
        }
      },
    )
  }

  #told(id: string, seq: number, waiting: Map<string, number>): void {
    if (waiting === this.#read && (this.#telling.get(id) ?? 0) <= seq) {
      this.#telling.delete(id)
    }
  }
}
