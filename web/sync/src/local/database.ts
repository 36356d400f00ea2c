import Dexie, { type EntityTable, type Table } from 'dexie'
import type { Conversation, Message, Person } from '../api/types'
import type { Log } from '../state/log'
import type { Pending } from '../state/state'

/** Where the user's own log was followed to. */
export interface Position {
  cursor: string
  at: number
}

export interface Kept {
  position: Position | null
  conversations: Conversation[]
  people: Person[]
  pending: Pending[]
}

interface LogRow {
  id: string
  hasBefore: boolean
  rev: number
  /** Kept as one row: a log is always read whole, and is bounded. */
  messages: readonly Message[]
}

interface PositionRow extends Position {
  id: 'position'
}

/** How many messages of a conversation are kept, and of how many conversations. */
export const KEPT_MESSAGES = 200
export const KEPT_LOGS = 100

class Tables extends Dexie {
  declare positions: EntityTable<PositionRow, 'id'>
  declare conversations: EntityTable<Conversation, 'id'>
  declare people: EntityTable<Person, 'id'>
  declare logs: EntityTable<LogRow, 'id'>
  declare pending: Table<Pending, string>

  constructor(name: string) {
    super(name)
    this.version(1).stores({
      positions: 'id',
      conversations: 'id',
      people: 'id',
      logs: 'id',
      pending: 'clientMsgId',
    })
  }
}

const nameOf = (userId: string): string => `parley-${userId}`

/** One user's copy on this device: bounded, and deleted when the user signs out. */
export class LocalCopy {
  readonly #tables: Tables

  constructor(userId: string) {
    this.#tables = new Tables(nameOf(userId))
  }

  async read(): Promise<Kept> {
    const { positions, conversations, people, pending } = this.#tables
    const [position, list, known, waiting] = await Promise.all([
      positions.get('position'),
      conversations.toArray(),
      people.toArray(),
      pending.toArray(),
    ])
    return {
      position: position === undefined ? null : { cursor: position.cursor, at: position.at },
      conversations: list,
      people: known,
      pending: waiting.sort((a, b) => a.createdAt.localeCompare(b.createdAt)),
    }
  }

  async log(conversationId: string): Promise<Log | null> {
    const row = await this.#tables.logs.get(conversationId)
    return row === undefined ? null : { messages: row.messages, hasBefore: row.hasBefore, rev: row.rev }
  }

  /** All of it or nothing, so that the position never runs ahead of what it stands for. */
  async write(changes: {
    position: Position | null
    conversations: readonly Conversation[]
    gone: readonly string[]
    people: readonly Person[]
    logs: ReadonlyMap<string, Log>
  }): Promise<void> {
    const { positions, conversations, people, logs } = this.#tables
    await this.#tables.transaction('rw', [positions, conversations, people, logs], async () => {
      await conversations.bulkDelete([...changes.gone])
      await logs.bulkDelete([...changes.gone])
      await conversations.bulkPut([...changes.conversations])
      await people.bulkPut([...changes.people])
      await logs.bulkPut([...changes.logs].map(([id, log]) => ({ id, ...log })))
      if (changes.position !== null) {
        await positions.put({ id: 'position', ...changes.position })
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

  async dropPending(clientMsgId: string): Promise<void> {
    await this.#tables.pending.delete(clientMsgId)
  }

  close(): void {
    this.#tables.close()
  }

  async delete(): Promise<void> {
    await this.#tables.delete()
  }

  /** Deletes what others left on this device. */
  static async deleteOthers(userId: string | null): Promise<void> {
    const names = await Dexie.getDatabaseNames()
    const others = names.filter((name) => /^parley-\d+$/.test(name) && (userId === null || name !== nameOf(userId)))
    await Promise.all(others.map((name) => Dexie.delete(name)))
  }
}
