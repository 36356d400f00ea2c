import { unwrap } from '../api/client'
import { isProblem } from '../api/problem'
import type { Conversation, Message, MessageLog } from '../api/types'
import { bySeq, covers, countUnread, firstSeq, lastSeq, type Log, merge, prepend, purge } from '../state/log'
import { put } from '../state/state'
import { OneAtATime, type Parts, Soon } from './parts'
import type { People } from './people'
import type { Saving } from './saving'

const PAGE = 50
const LARGE_PAGE = 200
/** Further behind than this, the newest page is read anew rather than every change. */
const FAR_BEHIND = 1_000
const PAGES_BACK = 20

/** Up to here nothing is left to be seen. */
export const floorOf = (conversation: Conversation | undefined): number =>
  conversation === undefined ? 0 : Math.max(conversation.purge_seq, conversation.me.cleared_seq)

/** The logs of conversations: what is held of them, and how that is kept whole. */
export class Logs {
  readonly #parts: Parts
  readonly #people: People
  readonly #saving: Saving
  readonly #soon = new Soon()
  readonly #turns = new OneAtATime()
  readonly #behind = new Set<string>()

  constructor(parts: Parts, people: People, saving: Saving) {
    this.#parts = parts
    this.#people = people
    this.#saving = saving
  }

  get(id: string): Log | undefined {
    return this.#parts.store.state.logs.get(id)
  }

  /** An event has told of one message, new or changed. */
  heard(message: Message): void {
    const id = message.conversation_id
    this.#people.want(message.sender_id)
    const log = this.get(id)
    if (log === undefined || message.rev <= log.rev) {
      return
    }
    const merged = message.rev === log.rev + 1 ? merge(log, [message], message.rev) : null
    if (merged === null) {
      this.pullSoon(id)
      return
    }
    this.#set(id, merged)
    if (message.reply && !message.reply.sender_id && bySeq(merged, message.reply.seq) === undefined) {
      void this.one(id, message.seq).catch(() => undefined)
    }
  }

  /** An answer to the reader's own request holds a message as it is now. */
  answered(message: Message): void {
    const log = this.get(message.conversation_id)
    if (log === undefined) {
      return
    }
    const rev = message.rev === log.rev + 1 ? message.rev : log.rev
    const merged = merge(log, [message], rev)
    if (merged !== null) {
      this.#set(message.conversation_id, merged)
    }
    if (message.rev > rev) {
      this.pullSoon(message.conversation_id)
    }
  }

  /** Something has told that the log is at least here by now. */
  known(id: string, seq: number, rev: number): void {
    const log = this.get(id)
    if (log !== undefined && (lastSeq(log) < seq || log.rev < rev)) {
      this.pullSoon(id)
    }
  }

  /** Takes over the newest messages of a snapshot, or notes that the copy here has to be brought up to date. */
  snapshot(id: string, messages: readonly Message[], hasBefore: boolean, rev: number): void {
    const log = this.get(id)
    if (log === undefined || log.rev > rev) {
      this.#set(id, { messages, hasBefore, rev })
    } else if (log.rev < rev) {
      this.#behind.add(id)
    }
  }

  /** Waits for what is on its way, then asks. */
  pullSoon(id: string): void {
    this.#behind.add(id)
    this.#soon.ask(id, this.#parts.timings.gap, () => void this.catchUp(id).catch(() => undefined))
  }

  /** Brings everything that is known to be behind up to date. */
  async catchUpAll(): Promise<void> {
    await Promise.all([...this.#behind].map((id) => this.catchUp(id)))
  }

  /** Brings one log up to date. */
  catchUp(id: string): Promise<void> {
    this.#soon.cancel(id)
    return this.#turns.run(id, async () => {
      const log = this.get(id)
      const conversation = this.#parts.store.state.conversations.get(id)
      if (log === undefined || conversation === undefined) {
        this.#behind.delete(id)
      } else if (conversation.last_rev - log.rev > FAR_BEHIND) {
        await this.#newest(id)
      } else {
        await this.#changes(id, log)
      }
      this.#behind.delete(id)
    })
  }

  /** Makes sure that a log is here and reaches back to the first unread message. */
  async open(id: string): Promise<void> {
    if (this.get(id) === undefined) {
      const kept = await this.#parts.local.log(id)
      if (kept !== null && this.get(id) === undefined) {
        this.#set(id, kept)
        this.purge(id, floorOf(this.#parts.store.state.conversations.get(id)))
      }
    }
    if (this.get(id) === undefined) {
      await this.#turns.run(id, () => this.#newest(id))
    } else {
      await this.catchUp(id)
    }
    const read = this.#parts.store.state.conversations.get(id)?.me.read_seq ?? 0
    const log = this.get(id)
    if (log !== undefined && !covers(log, read) && lastSeq(log) - read <= LARGE_PAGE) {
      await this.before(id, LARGE_PAGE)
    }
  }

  /** Reads the page before what is held. */
  before(id: string, limit = PAGE): Promise<void> {
    return this.#turns.run(`before ${id}`, async () => {
      const log = this.get(id)
      if (log === undefined || !log.hasBefore) {
        return
      }
      const page = await this.#page(id, { before: firstSeq(log), limit })
      const now = this.get(id)
      if (now !== undefined) {
        this.#set(id, prepend(now, page.messages, page.has_before ?? false))
      }
    })
  }

  /**
   * Reads back to a message.
   *
   * @returns whether it is here
   */
  async reach(id: string, seq: number): Promise<boolean> {
    for (let i = 0; i < PAGES_BACK; i++) {
      const log = this.get(id)
      if (log === undefined || bySeq(log, seq) !== undefined || !log.hasBefore || firstSeq(log) <= seq) {
        return log !== undefined && bySeq(log, seq) !== undefined
      }
      await this.before(id, LARGE_PAGE)
    }
    return false
  }

  /** Reads one message as the reader sees it. */
  async one(id: string, seq: number): Promise<void> {
    this.answered(
      await unwrap(
        this.#parts.api.GET('/api/conversations/{id}/messages/{seq}', { params: { path: { id, seq: String(seq) } } }),
      ),
    )
  }

  /** What is gone for everybody, or deleted by the reader, goes from the copy too. */
  purge(id: string, upTo: number): void {
    const log = this.get(id)
    const left = log === undefined ? undefined : purge(log, upTo)
    if (left !== undefined && left !== log) {
      this.#set(id, left)
    }
  }

  drop(id: string): void {
    this.#behind.delete(id)
    this.#parts.store.change(({ logs }) => ({ logs: put(logs, id, null) }))
  }

  stop(): void {
    this.#soon.stop()
  }

  async #newest(id: string): Promise<void> {
    const page = await this.#page(id, { limit: PAGE })
    this.#set(id, { messages: page.messages, hasBefore: page.has_before ?? false, rev: page.rev })
  }

  async #changes(id: string, log: Log): Promise<void> {
    const changed: Message[] = []
    let rev = log.rev
    try {
      for (let more = true; more;) {
        const page = await this.#page(id, { rev, limit: LARGE_PAGE })
        changed.push(...page.messages)
        more = page.has_after && page.rev > rev
        rev = page.rev
      }
    } catch (error) {
      if (isProblem(error, 'invalid-cursor')) {
        await this.#newest(id) // the copy is of another life of the log
        return
      }
      throw error
    }
    const merged = merge(this.get(id) ?? log, changed, rev)
    if (merged === null) {
      await this.#newest(id)
    } else {
      this.#set(id, merged)
    }
  }

  async #page(id: string, query: { before?: number; rev?: number; limit: number }): Promise<MessageLog> {
    const page = await unwrap(
      this.#parts.api.GET('/api/conversations/{id}/messages', { params: { path: { id }, query } }),
    )
    this.#people.met(page.people)
    return page
  }

  /** Unread messages are counted anew from the log where it reaches back far enough. */
  #set(id: string, log: Log): void {
    this.#parts.store.change(({ logs, conversations, me }) => {
      const conversation = conversations.get(id)
      const unread =
        conversation !== undefined && covers(log, conversation.me.read_seq)
          ? countUnread(log, conversation.me.read_seq, me.id)
          : conversation?.unread
      return {
        logs: put(logs, id, log),
        ...(conversation !== undefined && unread !== undefined && unread !== conversation.unread
          ? { conversations: put(conversations, id, { ...conversation, unread }) }
          : {}),
      }
    })
    this.#saving.log(id)
    this.#saving.conversation(id)
  }
}
