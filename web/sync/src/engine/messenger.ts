import type { Api } from '../api/client'
import type { Account, Conversation } from '../api/types'
import { type Kept, LocalCopy, NO_DEBTS } from '../local/database'
import { randomId } from '../random-id'
import type { Link, Realtime } from '../realtime/realtime'
import { emptyState, type Picked, type State } from '../state/state'
import { Store } from '../state/store'
import { Changing } from './changing'
import { Conversations } from './conversations'
import { Live } from './live'
import { Logs } from './logs'
import { Outbox } from './outbox'
import { type Parts, type Timings, TIMINGS } from './parts'
import { People } from './people'
import { Presence } from './presence'
import { Reading } from './reading'
import { Saving } from './saving'
import { Settings } from './settings'
import { Typing } from './typing'
import { UserLog } from './user-log'

/** The one page of an engine that is not shared. */
const ONLY = 0

const NOTHING: Kept = { position: null, conversations: [], people: [], pending: [], debts: NO_DEBTS }

export interface MessengerParts {
  api: Api
  realtime: Realtime
  me: Account
  timings?: Partial<Timings>
}

/**
 * One signed-in user's messenger on this device: shows what is kept here at once, catches up with the server, and
 * follows it. All that is on the screen comes from its one store.
 */
export class Messenger {
  readonly store: Store
  readonly #parts: Parts
  readonly #saving: Saving
  readonly #people: People
  readonly #logs: Logs
  readonly #conversations: Conversations
  readonly #reading: Reading
  readonly #typing: Typing
  readonly #presence: Presence
  readonly #outbox: Outbox
  readonly edit: Changing['edit']
  readonly recall: Changing['recall']
  readonly react: Changing['react']
  readonly saveDraft: Changing['saveDraft']
  readonly pin: Changing['pin']
  readonly mute: Changing['mute']
  readonly deleteForMe: Changing['deleteForMe']
  readonly deleteMessages: Changing['deleteMessages']
  readonly setLevel: Changing['setLevel']
  readonly #settings: Settings
  #userLog: UserLog | null = null
  #live: Live | null = null
  #stopped = false
  /** What each page has open. */
  readonly #open = new Map<number, string>()
  #retryMs: number
  #retryTimer: ReturnType<typeof setTimeout> | null = null

  constructor(given: MessengerParts) {
    this.store = new Store(emptyState(given.me))
    const timings = { ...TIMINGS, ...given.timings }
    this.#parts = {
      api: given.api,
      realtime: given.realtime,
      local: new LocalCopy(given.me.id),
      store: this.store,
      timings,
    }
    this.#saving = new Saving(this.#parts.local, this.store, timings.save)
    this.#people = new People(this.#parts, this.#saving)
    this.#logs = new Logs(this.#parts, this.#people, this.#saving)
    this.#conversations = new Conversations(this.#parts, this.#people, this.#logs, this.#saving)
    const changing = new Changing(this.#parts, this.#logs, this.#conversations)
    ;({
      edit: this.edit,
      recall: this.recall,
      react: this.react,
      saveDraft: this.saveDraft,
      pin: this.pin,
      mute: this.mute,
      setLevel: this.setLevel,
      deleteForMe: this.deleteForMe,
      deleteMessages: this.deleteMessages,
    } = changing)
    this.#reading = new Reading(this.#parts, this.#conversations)
    this.#typing = new Typing(this.#parts)
    this.#presence = new Presence(this.#parts)
    this.#settings = new Settings(this.#parts)
    this.#conversations.onSettings = () => {
      this.#settings.changed()
      this.#presence.againSoon()
    }
    this.#settings.onReceiptsOff = () => this.#reading.forget(new Set(this.#open.values()))
    this.#conversations.onContacts = () => this.#presence.againSoon()
    this.#conversations.onNew = () => this.#grown()
    this.#outbox = new Outbox(this.#parts, this.#logs)
    this.#conversations.onGone = (id) => this.#outbox.drop(id)
    this.#logs.onChange = (id) => this.#outbox.settle(id)
    this.#saving.debts = () => ({
      stale: [...new Set([...this.#conversations.stale, ...this.#logs.behind])],
      reads: [...this.#reading.untold],
      people: this.#people.cursor,
    })
    this.#retryMs = timings.retry
  }

  readonly subscribe = (listener: () => void): (() => void) => this.store.subscribe(listener)

  readonly snapshot = (): State => this.store.snapshot()

  /** Shows the local copy, then goes to the server. Returns when the copy is shown. */
  async start(): Promise<void> {
    const kept = await this.#parts.local.read().catch(() => NOTHING)
    if (this.#stopped) {
      return
    }
    this.store.change(() => ({
      ready: kept.position !== null,
      conversations: new Map(kept.conversations.map((one) => [one.id, one])),
      people: new Map(kept.people.map((one) => [one.id, one])),
    }))
    this.#saving.begun(kept.position)
    this.#outbox.restore(kept.pending)
    this.#conversations.restore(kept.debts.stale)
    this.#reading.restore(kept.debts.reads)
    this.#people.restore(kept.debts.people)
    const userLog = new UserLog(this.#parts, this.#conversations, this.#saving, kept.position)
    userLog.onBeat = () => this.#beat()
    this.#userLog = userLog
    this.#live = new Live(this.#parts, {
      userLog,
      conversations: this.#conversations,
      logs: this.#logs,
      reading: this.#reading,
      typing: this.#typing,
      presence: this.#presence,
      people: this.#people,
    })
    this.#live.start()
    void this.#connect()
    void this.catchUp()
  }

  /** Comes up to date with the server: at the start, on waking up, when the network is back. */
  async catchUp(): Promise<void> {
    if (this.#userLog === null || this.#stopped) {
      return
    }
    this.#clearRetry()
    this.store.change(() => ({ syncing: true }))
    try {
      // asked before what follows is read, so that no change falls between the two
      await Promise.all([this.#people.catchUp().catch(() => undefined), this.#userLog.pull()])
      this.store.change(() => ({ ready: true }))
      await this.#conversations.refreshStale()
      await this.#logs.catchUpAll()
      this.#retryMs = this.#parts.timings.retry
      this.store.change(() => ({ syncing: false }))
      this.#afterCatchUp()
      if (this.store.state.link === 'offline') {
        this.#again(this.#parts.timings.longestRetry) // the server answers, but its socket does not
      }
    } catch {
      this.store.change(() => ({ syncing: false }))
      this.#again(this.#retryMs)
      this.#retryMs = Math.min(this.#retryMs * 2, this.#parts.timings.longestRetry)
    }
  }

  /** The page is seen again, or the network says that it is back. */
  wake(): void {
    this.#parts.realtime.nudge()
    this.#outbox.flush()
    void this.catchUp()
  }

  async openConversation(id: string, view = ONLY): Promise<void> {
    this.#open.set(view, id)
    this.#follow()
    if (this.#conversations.get(id) === undefined) {
      await this.#conversations.refresh(id)
    }
    await this.#logs.open(id)
    this.#outbox.settle(id)
    await this.#reading.fetch(id)
  }

  closeConversation(view = ONLY): void {
    this.#open.delete(view)
    this.#follow()
  }

  /** A page is gone. */
  left(view: number): void {
    this.closeConversation(view)
    this.#presence.left(view)
  }

  send(id: string, text: string, replySeq: number | null, clientMsgId = randomId()): void {
    this.#typing.sent(id)
    this.#outbox.send(id, text, replySeq, clientMsgId)
  }

  /** Writes a message with a file. Returns when the file is kept on this device, long before it is sent. */
  sendFile(
    id: string,
    blob: Blob,
    picked: Picked,
    text: string,
    replySeq: number | null,
    clientMsgId = randomId(),
  ): Promise<void> {
    return this.#outbox.sendFile(id, blob, picked, text, replySeq, clientMsgId)
  }

  /** The bytes of a file that is to be sent; null if it is not here. */
  picked(clientMsgId: string): Promise<Blob | null> {
    return this.#outbox.picked(clientMsgId)
  }

  retry(id: string, clientMsgId: string): void {
    this.#outbox.retry(id, clientMsgId)
  }

  discard(id: string, clientMsgId: string): void {
    this.#outbox.discard(id, clientMsgId)
  }

  typing(id: string): void {
    this.#typing.tell(id)
  }

  read(id: string, seq: number): void {
    this.#reading.read(id, seq)
  }

  loadBefore(id: string): Promise<void> {
    return this.#logs.before(id)
  }

  reach(id: string, seq: number): Promise<boolean> {
    return this.#logs.reach(id, seq)
  }

  /** Fetches one conversation anew, such as after the reader changed it. */
  refresh(id: string): Promise<void> {
    return this.#conversations.refresh(id)
  }

  /** Takes over a conversation that an answer holds, such as a new one. */
  adopt(conversation: Conversation): void {
    this.#conversations.put(conversation)
  }

  /** Those whose presence is on the screen beside the list's. */
  showPresence(userIds: readonly string[], view = ONLY): void {
    this.#presence.show(userIds, view)
  }

  met(people: Parameters<People['met']>[0]): void {
    this.#people.met(people)
  }

  want(userId: string): void {
    this.#people.want(userId)
  }

  changedMe(me: Account): void {
    this.store.change(() => ({ me }))
  }

  /** Writes what is not written yet, as the page may go away. */
  async flush(): Promise<void> {
    this.#reading.flush()
    await this.#saving.flush()
  }

  /** Stops, and keeps what it knows. */
  async stop(): Promise<void> {
    this.#halt()
    await this.#saving.flush().catch(() => undefined)
    this.#parts.local.close()
  }

  /** Stops, and leaves nothing on this device. */
  async erase(): Promise<void> {
    this.#halt()
    await this.#parts.local.delete()
  }

  #halt(): void {
    this.#stopped = true
    this.#clearRetry()
    const parts = [
      this.#saving,
      this.#logs,
      this.#conversations,
      this.#reading,
      this.#typing,
      this.#presence,
      this.#outbox,
    ]
    parts.forEach((part) => part.stop())
    this.#userLog?.stop()
    this.#parts.realtime.stop()
  }

  #follow(): void {
    this.#live?.open(new Set(this.#open.values()))
  }

  /** The list has one more: follow it, and who it is with. */
  #grown(): void {
    queueMicrotask(() => this.#live?.follow())
    this.#presence.watchSoon()
  }

  /** What failed is done again at every beat. */
  #beat(): void {
    void this.#conversations.refreshStale().catch(() => undefined)
    void this.#logs.catchUpAll().catch(() => undefined)
    this.#reading.flush()
  }

  #afterCatchUp(): void {
    void this.#settings.fetch()
    this.#live?.follow()
    this.#reading.flush()
    this.#presence.watchSoon()
    for (const id of this.store.state.pending.keys()) {
      this.#outbox.settle(id)
    }
    this.#outbox.flush()
    void this.#saving.trim().catch(() => undefined)
  }

  async #connect(): Promise<void> {
    try {
      await this.#parts.realtime.start((link) => this.#linked(link))
    } catch {
      this.#linked('offline')
      if (!this.#stopped) {
        setTimeout(() => void this.#connect(), this.#parts.timings.retry)
      }
    }
  }

  #linked(link: Link): void {
    const before = this.store.state.link
    this.store.change(() => ({ link }))
    // lost for good is also what the server does to a session that has ended: asking tells which it is
    if (link !== before && link !== 'connecting') {
      void this.catchUp()
    }
  }

  #again(delayMs: number): void {
    this.#clearRetry()
    this.#retryTimer = setTimeout(() => {
      this.#parts.realtime.nudge()
      void this.catchUp()
    }, delayMs)
  }

  #clearRetry(): void {
    if (this.#retryTimer !== null) {
      clearTimeout(this.#retryTimer)
      this.#retryTimer = null
    }
  }
}
