import type { Message, Person, Position, PresenceUser } from '../api/types'
import { inOrder } from '../state/views'
import type { Conversations } from './conversations'
import type { Logs } from './logs'
import type { Parts } from './parts'
import type { People } from './people'
import type { Presence } from './presence'
import type { Reading } from './reading'
import type { Typing } from './typing'
import type { SyncPush, UserLog } from './user-log'

const FOLLOWED = 20

interface Pointer {
  conversation_id: string
  rev: number
  pointer: true
}

interface Moved {
  conversation_id: string
  positions: { user_id: string; read_seq: number; delivered_seq: number; at: string }[]
}

const isPointer = (data: Message | Pointer): data is Pointer => 'pointer' in data

export interface Listeners {
  userLog: UserLog
  conversations: Conversations
  logs: Logs
  reading: Reading
  typing: Typing
  presence: Presence
  people: People
}

/**
 * Hears what is pushed, and hands it to whom it concerns: the user's own channel always, those of conversations for the
 * open ones and the most recent. The server wrote what comes here, in the shapes of its API.
 */
export class Live {
  readonly #parts: Parts
  readonly #to: Listeners
  #followed = new Set<string>()
  #open: ReadonlySet<string> = new Set()

  constructor(parts: Parts, listeners: Listeners) {
    this.#parts = parts
    this.#to = listeners
  }

  start(): void {
    const { realtime, store } = this.#parts
    realtime.subscribe(
      `private-user-${store.state.me.id}`,
      (event, data) => this.#own(event, data),
      () => this.#begun(),
    )
  }

  /** The conversations on the screens. */
  open(ids: ReadonlySet<string>): void {
    this.#open = ids
    this.follow()
  }

  /** Holds the channels of the open conversations and of the most recent ones, and no others. */
  follow(): void {
    const recent = inOrder(this.#parts.store.state.conversations)
      .slice(0, FOLLOWED)
      .map((one) => one.id)
    const next = new Set([...this.#open, ...recent])
    for (const id of this.#followed) {
      if (!next.has(id)) {
        this.#parts.realtime.unsubscribe(`private-conversation-${id}`)
      }
    }
    for (const id of next) {
      if (!this.#followed.has(id)) {
        this.#parts.realtime.subscribe(
          `private-conversation-${id}`,
          (event, data, from) => this.#conversation(id, event, data, from),
          () => this.#joined(id),
        )
      }
    }
    this.#followed = next
  }

  #begun(): void {
    void this.#to.userLog.pull().catch(() => undefined)
    void this.#to.presence.watch(true).catch(() => undefined)
  }

  /** What was told between the last look and the first push. */
  #joined(id: string): void {
    if (this.#open.has(id)) {
      void this.#to.reading.fetch(id).catch(() => undefined)
      void this.#to.people.catchUp().catch(() => undefined)
      this.#to.logs.pullSoon(id)
    }
  }

  #own(event: string, data: unknown): void {
    switch (event) {
      case 'sync':
        this.#to.userLog.heard(data as SyncPush)
        break
      case 'presence:update':
        this.#to.presence.heard((data as { users: PresenceUser[] }).users)
        break
      case 'profile:update':
        this.#to.people.changed(data as Person)
        break
      case 'conversation:new':
      case 'conversation:update':
      case 'conversation:remove':
        this.#to.conversations.refreshSoon((data as { conversation_id: string }).conversation_id)
        break
    }
  }

  #conversation(id: string, event: string, data: unknown, from: string | null): void {
    switch (event) {
      case 'message:new':
      case 'message:update':
        this.#message(id, data as Message | Pointer, event === 'message:new')
        break
      case 'conversation:update':
        this.#to.conversations.refreshSoon(id)
        break
      case 'profile:update':
        this.#to.people.changed(data as Person)
        break
      case 'receipt:update':
        this.#to.reading.moved(
          id,
          (data as Moved).positions.map((one): Position => ({ ...one, read_at: one.at })),
        )
        break
      case 'client-typing':
        if (from !== null && from !== this.#parts.store.state.me.id) {
          this.#to.typing.heard(id, from)
        }
        break
    }
  }

  #message(id: string, data: Message | Pointer, isNew: boolean): void {
    if (isPointer(data)) {
      this.#to.conversations.pointed(id, data.rev)
      return
    }
    this.#to.logs.heard(data, isNew)
    if (isNew) {
      this.#to.typing.stopped(id, data.sender_id)
      this.follow()
    }
  }
}
