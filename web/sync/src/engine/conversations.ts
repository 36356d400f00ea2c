import { unwrap } from '../api/client'
import { isProblem } from '../api/problem'
import type { Conversation, GroupHead, Message, Snapshot, SyncEntry } from '../api/types'
import { put } from '../state/state'
import { floorOf, type Logs } from './logs'
import { OneAtATime, type Parts, Soon } from './parts'
import type { People } from './people'
import type { Saving } from './saving'

const LIST_PAGE = 200
const MOST_CONVERSATIONS = 2_000

/** The list of conversations. */
export class Conversations {
  readonly #parts: Parts
  readonly #people: People
  readonly #logs: Logs
  readonly #saving: Saving
  readonly #soon = new Soon()
  readonly #turns = new OneAtATime()
  /** Hears of each conversation that holds a message of somebody else, up to that number. */
  onMessage: (id: string, seq: number) => void = () => undefined
  /** Hears when the list has one more. */
  onNew: () => void = () => undefined

  constructor(parts: Parts, people: People, logs: Logs, saving: Saving) {
    this.#parts = parts
    this.#people = people
    this.#logs = logs
    this.#saving = saving
  }

  get(id: string): Conversation | undefined {
    return this.#parts.store.state.conversations.get(id)
  }

  /** Takes over a conversation as an answer shows it. An older form never replaces a newer one. */
  put(conversation: Conversation): void {
    const known = this.get(conversation.id)
    if (known !== undefined && known.version > conversation.version && known.me.version > conversation.me.version) {
      return
    }
    this.#people.met([conversation.peer])
    const newer = known !== undefined && known.last_seq > conversation.last_seq ? known : conversation
    const readSeq = Math.max(known?.me.read_seq ?? 0, conversation.me.read_seq)
    this.#set({
      ...conversation,
      last_seq: newer.last_seq,
      last_rev: Math.max(known?.last_rev ?? 0, conversation.last_rev),
      last_message: newer.last_message,
      active_at: newer.active_at,
      me: { ...conversation.me, read_seq: readSeq },
    })
    this.#logs.purge(conversation.id, floorOf(conversation))
    this.#logs.known(conversation.id, conversation.last_seq, conversation.last_rev)
  }

  /** A pushed message, as far as the list shows it. */
  message(message: Message): void {
    const known = this.get(message.conversation_id)
    if (known === undefined) {
      this.refreshSoon(message.conversation_id)
      return
    }
    if (message.seq < known.last_seq) {
      this.#set({ ...known, last_rev: Math.max(known.last_rev, message.rev) })
      return
    }
    this.#arrived(known, message.seq, {
      seq: message.seq,
      id: message.id,
      kind: message.kind,
      sender_id: message.sender_id,
      preview: message.recalled_at ? '' : message.text.slice(0, 200),
      system: message.system,
      sent_at: message.sent_at,
      recalled: !!message.recalled_at,
    })
    this.#raise(message.conversation_id, message.rev)
  }

  /** An entry of the own log. */
  entry(entry: SyncEntry): void {
    const id = entry.conversation_id
    if (!id) {
      this.#parts.store.change(({ contactsVersion }) => ({ contactsVersion: contactsVersion + 1 }))
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
        this.#raise(id, entry.rev ?? 0)
        this.#logs.known(id, 0, entry.rev ?? 0)
        if (this.#logs.get(id) === undefined) {
          this.refreshSoon(id)
        }
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
    if (
      known === undefined ||
      known.version < head.version ||
      known.me.version < head.my_version ||
      known.last_seq < head.last_seq
    ) {
      this.refreshSoon(head.conversation_id)
    } else {
      this.#raise(head.conversation_id, head.last_rev)
      this.#logs.known(head.conversation_id, head.last_seq, head.last_rev)
    }
  }

  refreshSoon(id: string): void {
    this.#soon.ask(id, this.#parts.timings.together, () => void this.refresh(id).catch(() => undefined))
  }

  /** Fetches one conversation; one that is no longer the reader's goes away. */
  refresh(id: string): Promise<void> {
    return this.#turns.run(id, async () => {
      try {
        this.put(await unwrap(this.#parts.api.GET('/api/conversations/{id}', { params: { path: { id } } })))
      } catch (error) {
        if (isProblem(error, 'not-found')) {
          this.drop(id)
          return
        }
        throw error
      }
    })
  }

  /** Replaces the list by a snapshot and what follows it; then asks for each that is in neither. */
  async snapshot(snapshot: Snapshot): Promise<void> {
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
      for (const conversation of page.conversations) {
        listed.add(conversation.id)
        this.put(conversation)
      }
      cursor = page.next
    }
    const left = [...this.#parts.store.state.conversations.keys()].filter((id) => !listed.has(id))
    await Promise.all(left.map((id) => this.refresh(id)))
  }

  drop(id: string): void {
    this.#parts.store.change(({ conversations, pending }) => ({
      conversations: put(conversations, id, null),
      pending: put(pending, id, null),
    }))
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

  stop(): void {
    this.#soon.stop()
  }

  #messageEntry(known: Conversation, entry: SyncEntry): void {
    const seq = entry.seq ?? 0
    if (seq > known.last_seq) {
      if (!entry.sender_id || entry.message_kind === 'system') {
        this.refreshSoon(known.id)
      }
      this.#arrived(known, seq, {
        seq,
        id: '',
        kind: entry.message_kind ?? 'text',
        sender_id: entry.sender_id ?? '',
        preview: entry.preview ?? '',
        system: null,
        sent_at: entry.sent_at ?? known.active_at,
        recalled: false,
      })
    }
    if (entry.sender_id) {
      this.#people.want(entry.sender_id)
    }
    this.#logs.known(known.id, seq, 0)
  }

  #arrived(known: Conversation, seq: number, last: NonNullable<Conversation['last_message']>): void {
    const { me } = this.#parts.store.state
    const counts = seq > known.last_seq && last.sender_id !== me.id && last.kind !== 'system' && last.sender_id !== ''
    const counted = this.#logs.get(known.id) !== undefined
    this.#set({
      ...known,
      listed: true,
      last_seq: seq,
      last_message: last,
      active_at: last.sent_at,
      unread: counts && !counted ? known.unread + 1 : known.unread,
    })
  }

  #raise(id: string, rev: number): void {
    this.patch(id, (one) => (one.last_rev < rev ? { ...one, last_rev: rev } : one))
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
