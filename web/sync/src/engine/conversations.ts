import { unwrap } from '../api/client'
import { isPassing, isProblem } from '../api/problem'
import type { Conversation, GroupHead, Snapshot, SyncEntry } from '../api/types'
import { countUnread, covers, type Learned } from '../state/log'
import { after, isOlder } from '../state/row'
import { put } from '../state/state'
import { floorOf, type Logs } from './logs'
import { OneAtATime, type Parts, Soon } from './parts'
import type { People } from './people'
import type { Saving } from './saving'

const LIST_PAGE = 200
const MOST_CONVERSATIONS = 2_000

/**
 * The list of conversations. A row is what the server said of it at a rev and two versions. The next message that is
 * known whole moves it on; whatever else may have changed it makes it stale, and it is fetched again: soon, and if that
 * fails at the next beat, also after a restart.
 */
export class Conversations {
  readonly #parts: Parts
  readonly #people: People
  readonly #logs: Logs
  readonly #saving: Saving
  readonly #soon = new Soon()
  readonly #turns = new OneAtATime()
  readonly #stale = new Set<string>()
  /** Hears of each conversation that holds a message of somebody else, up to that number. */
  onMessage: (id: string, seq: number) => void = () => undefined
  /** Hears when the list has one more. */
  onNew: () => void = () => undefined
  /** Hears when what the reader settled for all conversations is not known any more. */
  onSettings: () => void = () => undefined
  /** Hears when contacts or blocks changed: others may be seen now, or not any more. */
  onContacts: () => void = () => undefined
  /** Hears when one is no longer the reader's. */
  onGone: (id: string) => void = () => undefined

  constructor(parts: Parts, people: People, logs: Logs, saving: Saving) {
    this.#parts = parts
    this.#people = people
    this.#logs = logs
    this.#saving = saving
    logs.onLearned = (learned) => this.learned(learned)
    logs.onRefused = (id) => this.refreshSoon(id)
    logs.onAnew = (id, rev) => this.#behind(id, rev)
  }

  get(id: string): Conversation | undefined {
    return this.#parts.store.state.conversations.get(id)
  }

  /** Those that are to be fetched anew, or whose answers are not here yet. */
  get stale(): string[] {
    return [...this.#stale, ...this.#turns.running]
  }

  /** Takes over what an earlier visit did not come to fetch. */
  restore(stale: readonly string[]): void {
    stale.forEach((id) => this.#stale.add(id))
  }

  /** Takes over a conversation as an answer shows it. One that is older than what is known is asked for again. */
  put(conversation: Conversation): void {
    const known = this.get(conversation.id)
    if (known !== undefined && isOlder(conversation, known)) {
      this.refreshSoon(conversation.id)
      return
    }
    this.#people.met([conversation.peer])
    this.#wantNamed(conversation)
    this.#set(this.#asRead(conversation, known?.me.read_seq ?? 0))
    this.#logs.purge(conversation.id, floorOf(conversation))
    this.#logs.deleted(conversation.id, conversation.me.deletions)
    if (!conversation.me.left_at) {
      this.#logs.known(conversation.id, conversation.last_seq, conversation.last_rev)
    }
  }

  /** A message is new or was changed: the next of its log, or one of a log that is not held. */
  learned(learned: Learned): void {
    const { after: message } = learned
    const known = this.get(message.conversation_id)
    if (known === undefined) {
      this.refreshSoon(message.conversation_id)
      return
    }
    if (message.rev <= known.last_rev) {
      return
    }
    const next = after(known, learned, this.#parts.store.state.me.id)
    if (next === null) {
      this.refreshSoon(known.id)
    } else {
      this.#set(next)
    }
  }

  /** An entry of the own log. It holds no state: it says what to look at. */
  entry(entry: SyncEntry): void {
    const id = entry.conversation_id
    if (entry.kind === 'settings') {
      this.onSettings()
      return
    }
    if (!id) {
      this.#parts.store.change(({ contactsVersion }) => ({ contactsVersion: contactsVersion + 1 }))
      this.onContacts()
      return
    }
    const known = this.get(id)
    if (known === undefined) {
      this.refreshSoon(id)
      return
    }
    switch (entry.kind) {
      case 'message':
        this.#messageEntry(known, entry)
        return
      case 'change':
        this.#told(id, entry.rev ?? 0)
        return
      case 'me':
        if ((entry.version ?? 0) > known.me.version) {
          this.refreshSoon(id)
        }
        return
      default:
        this.refreshSoon(id)
    }
  }

  /** Compares what is held of a large group with where it is. */
  head(head: GroupHead): void {
    const known = this.get(head.conversation_id)
    if (known === undefined || known.version < head.version || known.me.version < head.my_version) {
      this.refreshSoon(head.conversation_id)
    } else {
      this.#told(head.conversation_id, head.last_rev)
    }
  }

  /** A log was told to be at this rev. */
  pointed(id: string, rev: number): void {
    if (this.get(id) === undefined) {
      this.refreshSoon(id)
    } else {
      this.#told(id, rev)
    }
  }

  refreshSoon(id: string): void {
    this.#stale.add(id)
    this.#saving.later()
    this.#soon.ask(id, this.#parts.timings.together, () => void this.refresh(id).catch(() => undefined))
  }

  /** Fetches whatever is stale. */
  async refreshStale(): Promise<void> {
    await Promise.all([...this.#stale].map((id) => this.refresh(id)))
  }

  /** Fetches one conversation; one that is no longer the reader's goes away. */
  refresh(id: string): Promise<void> {
    return this.#turns.run(id, async () => {
      this.#stale.delete(id) // before the question: what is told from here on may not be in the answer
      try {
        this.put(await unwrap(this.#parts.api.GET('/api/conversations/{id}', { params: { path: { id } } })))
      } catch (error) {
        if (isProblem(error, 'not-found')) {
          this.drop(id)
          return
        }
        if (isPassing(error)) {
          this.#stale.add(id)
          this.#saving.later()
        }
        throw error
      }
    })
  }

  /** Replaces the list by a snapshot and what follows it; then asks for each that is in neither. */
  async snapshot(snapshot: Snapshot): Promise<void> {
    this.onSettings() // what was told of them is not in the log
    this.#people.met(snapshot.people)
    const listed = new Set<string>()
    for (const part of snapshot.conversations) {
      listed.add(part.conversation.id)
      this.put(part.conversation)
      this.#logs.snapshot(part.conversation.id, part.messages, part.has_before, part.last_rev)
    }
    let cursor = snapshot.next
    while (cursor && listed.size < MOST_CONVERSATIONS) {
      const page = await unwrap(
        this.#parts.api.GET('/api/conversations', { params: { query: { cursor, limit: LIST_PAGE } } }),
      )
      this.#people.met(page.people)
      for (const conversation of page.conversations) {
        listed.add(conversation.id)
        this.put(conversation)
      }
      cursor = page.next
    }
    const left = [...this.#parts.store.state.conversations.keys()].filter((id) => !listed.has(id))
    await Promise.all(left.map((id) => this.refresh(id)))
  }

  /** The store has another history: nothing that is known counts. */
  forget(): void {
    for (const id of this.#parts.store.state.conversations.keys()) {
      this.hide(id)
    }
  }

  /** It is no longer the reader's. */
  drop(id: string): void {
    this.hide(id)
    this.onGone(id)
  }

  /** It is no longer shown; what waits to be sent to it is sent. */
  hide(id: string): void {
    this.#stale.delete(id)
    this.#parts.store.change(({ conversations }) => ({ conversations: put(conversations, id, null) }))
    this.#logs.drop(id)
    this.#saving.conversation(id)
  }

  /** Changes something of a conversation at once, before the server has answered. */
  patch(id: string, by: (conversation: Conversation) => Conversation): void {
    const known = this.get(id)
    if (known !== undefined) {
      this.#set(by(known))
    }
  }

  /** The reader has seen up to here. */
  read(id: string, seq: number): void {
    this.patch(id, (one) => {
      const read = this.#asRead(one, seq)
      return { ...read, me: { ...read.me, marked_unread: false } }
    })
  }

  /** The list says who wrote last in a group, or of whom something is told. */
  #wantNamed({ kind, last_message: last }: Conversation): void {
    if (kind === 'group' && last !== null) {
      ;[last.sender_id, ...(last.system?.user_ids ?? [])].forEach((id) => this.#people.want(id))
    }
  }

  stop(): void {
    this.#soon.stop()
  }

  #messageEntry(known: Conversation, entry: SyncEntry): void {
    const seq = entry.seq ?? 0
    if (entry.sender_id) {
      this.#people.want(entry.sender_id)
    }
    if (this.#logs.get(known.id) !== undefined) {
      this.#logs.known(known.id, seq, 0)
    } else if (seq > known.last_seq) {
      this.#preview(known, entry, seq)
      this.refreshSoon(known.id)
    }
  }

  /** Shows at once how a message begins; the row itself is on its way. */
  #preview(known: Conversation, entry: SyncEntry, seq: number): void {
    const { sender_id: sender, message_kind: kind, preview, sent_at: sentAt } = entry
    if (sender && kind && kind !== 'system' && sentAt) {
      this.#set({
        ...known,
        last_seq: seq,
        last_message: {
          seq,
          id: '',
          kind,
          sender_id: sender,
          preview: preview ?? '',
          system: null,
          sent_at: sentAt,
          recalled: false,
        },
        active_at: sentAt,
        unread: known.unread + Number(sender !== this.#parts.store.state.me.id),
      })
    }
  }

  /** There are changes up to this rev. */
  #told(id: string, rev: number): void {
    if (this.#logs.get(id) !== undefined) {
      this.#logs.known(id, 0, rev)
    }
    if (!this.#logs.isBehind(id)) {
      this.#behind(id, rev)
    }
  }

  #behind(id: string, rev: number): void {
    const known = this.get(id)
    if (known !== undefined && known.last_rev < rev) {
      this.refreshSoon(id)
    }
  }

  /** Where the reader is further here than the server knows yet, what is unread is counted from there. */
  #asRead(row: Conversation, readSeq: number): Conversation {
    if (readSeq <= row.me.read_seq) {
      return row
    }
    const log = this.#logs.get(row.id)
    const { me } = this.#parts.store.state
    const isCovered = log !== undefined && covers(log, readSeq)
    return {
      ...row,
      unread: isCovered ? countUnread(log, readSeq, me.id) : readSeq >= row.last_seq ? 0 : row.unread,
      mentions: isCovered ? countUnread(log, readSeq, me.id, true) : readSeq >= row.last_seq ? 0 : row.mentions,
      me: { ...row.me, read_seq: readSeq },
    }
  }

  #set(conversation: Conversation): void {
    const last = conversation.last_message
    if (last && last.sender_id !== this.#parts.store.state.me.id && last.seq > conversation.me.delivered_seq) {
      this.onMessage(conversation.id, last.seq)
    }
    const isNew = this.get(conversation.id) === undefined
    this.#parts.store.change(({ conversations }) => ({
      conversations: put(conversations, conversation.id, conversation),
    }))
    this.#saving.conversation(conversation.id)
    if (isNew) {
      this.onNew()
    }
  }
}
