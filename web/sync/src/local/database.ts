import Dexie, { type EntityTable, type Table } from 'dexie'
import type { Conversation, Message, Person } from '../api/types'
import { randomId } from '../random-id'
import type { Gone, Log } from '../state/log'
import type { Pending } from '../state/state'
import { copyName } from './erase'

/** Where the user's own log was followed to. */
export interface Position {
  cursor: string
  at: number
}

/** What a position stands for, though it is not done yet. */
export interface Debts {
  /** Conversations that are to be fetched anew. */
  stale: readonly string[]
  /** How far the reader has read, where the server was not told yet. */
  reads: readonly (readonly [id: string, seq: number])[]
  /** From where on changes of people's profiles are to be asked for; null for never before. */
  people: string | null
}

export const NO_DEBTS: Debts = { stale: [], reads: [], people: null }

export interface Kept {
  position: Position | null
  debts: Debts
  conversations: Conversation[]
  people: Person[]
  pending: Pending[]
}

interface LogRow {
  id: string
  hasBefore: boolean
  rev: number
  gone?: Gone
  /** Kept as one row: a log is always read whole, and is bounded. */
  messages: readonly Message[]
}

interface PositionRow extends Position, Partial<Debts> {
  id: 'position'
  /** Who wrote last. */
  writer: string
}

/** Everything that a position stands for. */
export type Whole = Omit<Kept, 'pending'>

/** What is written together. */
export interface Changes extends Whole {
  gone: readonly string[]
  logs: ReadonlyMap<string, Log>
}

/** How many messages of a conversation are kept, and of how many conversations. */
export const KEPT_MESSAGES = 200
export const KEPT_LOGS = 100

/** The bytes of a file that is to be sent. */
interface BlobRow {
  clientMsgId: string
  blob: Blob
}

class Tables extends Dexie {
  declare positions: EntityTable<PositionRow, 'id'>
  declare conversations: EntityTable<Conversation, 'id'>
  declare people: EntityTable<Person, 'id'>
  declare logs: EntityTable<LogRow, 'id'>
  declare pending: Table<Pending, string>
  declare blobs: EntityTable<BlobRow, 'clientMsgId'>

  constructor(name: string) {
    super(name)
    this.version(1).stores({
      positions: 'id',
      conversations: 'id',
      people: 'id',
      logs: 'id',
      pending: 'clientMsgId',
    })
    this.version(2).stores({ blobs: 'clientMsgId' })
  }
}

/**
 * One user's copy on this device: bounded, and deleted when the user signs out. Several engines may share it, such as
 * two versions of the page for a while: whoever finds that another has written since writes all that it holds, so that
 * the position never stands for something that is not there.
 */
export class LocalCopy {
  readonly #tables: Tables
  readonly #writer = randomId()

  constructor(userId: string) {
    this.#tables = new Tables(copyName(userId))
  }

  async read(): Promise<Kept> {
    const { positions, conversations, people, pending } = this.#tables
    const [position, list, known, waiting] = await this.#tables.transaction(
      'rw',
      [positions, conversations, people, pending],
      async () => {
        await positions.update('position', { writer: this.#writer })
        return Promise.all([positions.get('position'), conversations.toArray(), people.toArray(), pending.toArray()])
      },
    )
    return {
      position: position === undefined ? null : { cursor: position.cursor, at: position.at },
      debts: { stale: position?.stale ?? [], reads: position?.reads ?? [], people: position?.people ?? null },
      conversations: list,
      people: known,
      pending: waiting
        .map((one) => ({ ...one, file: one.file ?? null }))
        .sort((a, b) => a.createdAt.localeCompare(b.createdAt)),
    }
  }

  async log(conversationId: string): Promise<Log | null> {
    const row = await this.#tables.logs.get(conversationId)
    if (row === undefined) {
      return null
    }
    const { messages, hasBefore, rev, gone } = row
    return { messages, hasBefore, rev, ...(gone && { gone }) }
  }

  /**
   * All of it or nothing, so that the position never runs ahead of what it stands for.
   *
   * @param whole what to write instead if somebody else has written meanwhile
   */
  async write(changes: Changes, whole: () => Whole): Promise<void> {
    const { positions, conversations, people, logs } = this.#tables
    await this.#tables.transaction('rw', [positions, conversations, people, logs], async () => {
      const last = await positions.get('position')
      const isMine = last !== undefined && last.writer === this.#writer
      const { position, debts, conversations: list, people: known } = isMine ? changes : whole()
      if (isMine) {
        await conversations.bulkDelete([...changes.gone])
      } else {
        await Promise.all([positions.clear(), conversations.clear()])
      }
      await logs.bulkDelete([...changes.gone])
      await conversations.bulkPut([...list])
      await people.bulkPut([...known])
      await logs.bulkPut([...changes.logs].map(([id, log]) => ({ id, ...log })))
      if (position !== null) {
        await positions.put({ id: 'position', writer: this.#writer, ...position, ...debts })
      }
    })
  }

  /** Forgets the logs of all but these. */
  async trim(keep: ReadonlySet<string>): Promise<void> {
    const keys = await this.#tables.logs.toCollection().primaryKeys()
    await this.#tables.logs.bulkDelete(keys.filter((key) => !keep.has(key)))
  }

  async keepPending(pending: Pending): Promise<void> {
    await this.#tables.pending.put(pending)
  }

  /** Keeps a message with its file, both or neither. */
  async keepFile(pending: Pending, blob: Blob): Promise<void> {
    const { pending: waiting, blobs } = this.#tables
    await this.#tables.transaction('rw', [waiting, blobs], async () => {
      await blobs.put({ clientMsgId: pending.clientMsgId, blob })
      await waiting.put(pending)
    })
  }

  /** The file of a message that is to be sent. */
  async blob(clientMsgId: string): Promise<Blob | null> {
    return (await this.#tables.blobs.get(clientMsgId))?.blob ?? null
  }

  async dropPending(clientMsgId: string): Promise<void> {
    const { pending, blobs } = this.#tables
    await this.#tables.transaction('rw', [pending, blobs], async () => {
      await pending.delete(clientMsgId)
      await blobs.delete(clientMsgId)
    })
  }

  close(): void {
    this.#tables.close()
  }

  async delete(): Promise<void> {
    await this.#tables.delete()
  }
}
