import { unwrap } from '../api/client'
import { isPassing, isProblem } from '../api/problem'
import type { Conversation, Message, MessageLog } from '../api/types'
import {
  bySeq,
  completed,
  covers,
  firstSeq,
  goneOf,
  lastSeq,
  type Learned,
  type Log,
  merge,
  prepend,
  purge,
  reaches,
  without,
} from '../state/log'
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
  readonly #pages = new OneAtATime()
  readonly #behind = new Set<string>()
  readonly #wanted = new Set<string>()
  /** Hears of each change that a log came to stand for, in the order in which they happened. */
  onLearned: (learned: Learned) => void = () => undefined
  /** Hears that a log was read anew, and how far. */
  onAnew: (id: string, rev: number) => void = () => undefined
  /** Hears that the server does not show a log, or not any more. */
  onRefused: (id: string) => void = () => undefined
  /** Hears that a log has changed. */
  onChange: (id: string) => void = () => undefined

  constructor(parts: Parts, people: People, saving: Saving) {
    this.#parts = parts
    this.#people = people
    this.#saving = saving
  }

  get(id: string): Log | undefined {
    return this.#parts.store.state.logs.get(id)
  }

  /** Those that lack something that was told of, or whose answers are not here yet. */
  get behind(): string[] {
    return [...this.#behind, ...this.#turns.running]
  }

  isBehind(id: string): boolean {
    return this.#behind.has(id) || this.#turns.isRunning(id)
  }

  /** An event has told of one message, new or changed. */
  heard(message: Message, isNew: boolean): void {
    const id = message.conversation_id
    this.#people.want(message.sender_id)
    const log = this.get(id)
    if (log === undefined) {
      this.onLearned({ before: undefined, after: message })
      return
    }
    if (message.rev <= log.rev) {
      return
    }
    if (message.rev > log.rev + 1) {
      this.pullSoon(id)
      return
    }
    const whole = this.#isUnseen(log, message, isNew) ? null : completed(log, message)
    if (whole === null) {
      this.#pullNow(id)
    } else {
      this.#merge(id, log, [whole], message.rev)
    }
  }

  /** A change of what the stretch lacks: perhaps the reader has deleted it. The server knows. */
  #isUnseen(log: Log, { seq }: Message, isNew: boolean): boolean {
    return !isNew && bySeq(log, seq) === undefined && !(log.hasBefore && seq < firstSeq(log))
  }

  /** An answer to the reader's own request holds a message as it is now. */
  answered(message: Message): void {
    const id = message.conversation_id
    const log = this.get(id)
    if (log === undefined || message.rev <= log.rev) {
      return
    }
    if (message.rev === log.rev + 1) {
      this.#merge(id, log, [message], message.rev)
      return
    }
    // shown at once, but the log does not stand for it until what came before is here too
    if (bySeq(log, message.seq) !== undefined) {
      this.#set(id, merge(log, [message], log.rev).log)
    }
    this.#pullNow(id)
  }

  /** Something has told that the log is at least here by now. */
  known(id: string, seq: number, rev: number): void {
    const log = this.get(id)
    if (log !== undefined && (!reaches(log, seq) || log.rev < rev)) {
      this.pullSoon(id)
    }
  }

  /** Takes over the newest messages of a snapshot, or notes that the copy here has to be brought up to date. */
  snapshot(id: string, messages: readonly Message[], hasBefore: boolean, rev: number): void {
    const log = this.get(id)
    if (log === undefined) {
      this.#set(id, { messages, hasBefore, rev })
    } else if (log.rev !== rev) {
      this.#behind.add(id)
    }
  }

  /** The reader has made so many deletions; those that are not known here yet are asked for. */
  deleted(id: string, count: number): void {
    const log = this.get(id)
    if (log !== undefined && goneOf(log).count < count) {
      this.#pullNow(id)
    }
  }

  /** The reader has deleted these; the server has said so. */
  take(id: string, seqs: readonly number[], count: number): void {
    const log = this.get(id)
    if (log !== undefined) {
      this.#set(id, without(log, seqs, count))
    }
  }

  #pullNow(id: string): void {
    this.#behind.add(id)
    void this.catchUp(id).catch(() => undefined)
  }

  #merge(id: string, log: Log, changed: readonly Message[], rev: number): void {
    const merged = merge(log, changed, rev)
    this.#set(id, merged.log)
    merged.learned.forEach((one) => this.onLearned(one))
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
      const isWanted = this.#wanted.delete(id)
      this.#behind.delete(id) // before the question: what is told from here on may not be in the answer
      try {
        await this.#bring(id, isWanted)
      } catch (error) {
        if (!isPassing(error)) {
          this.onRefused(id)
        } else if (this.get(id) !== undefined) {
          this.#behind.add(id)
        }
        throw error
      }
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
    this.#wanted.add(id)
    await this.catchUp(id)
    const read = this.#parts.store.state.conversations.get(id)?.me.read_seq ?? 0
    const log = this.get(id)
    if (log !== undefined && !covers(log, read) && lastSeq(log) - read <= LARGE_PAGE) {
      await this.before(id, LARGE_PAGE)
    }
  }

  /** Reads the page before what is held. */
  before(id: string, limit = PAGE): Promise<void> {
    return this.#pages.run(id, async () => {
      const log = this.get(id)
      if (log === undefined || !log.hasBefore) {
        return
      }
      const page = await this.#page(id, { before: firstSeq(log), limit })
      const now = this.get(id)
      if (now !== undefined && firstSeq(now) === firstSeq(log)) {
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
    if (this.get(id) !== undefined) {
      this.#parts.store.change(({ logs }) => ({ logs: put(logs, id, null) }))
    }
  }

  stop(): void {
    this.#soon.stop()
  }

  async #bring(id: string, isWanted: boolean): Promise<void> {
    const log = this.get(id)
    const conversation = this.#parts.store.state.conversations.get(id)
    if (log === undefined) {
      if (isWanted) {
        await this.#newest(id)
      }
    } else if (conversation !== undefined && conversation.last_rev - log.rev > FAR_BEHIND) {
      await this.#newest(id)
    } else if (conversation !== undefined) {
      await this.#changes(id, log)
    }
    await this.#deletions(id)
  }

  async #newest(id: string): Promise<void> {
    const page = await this.#page(id, { limit: PAGE })
    const fresh: Log = { messages: page.messages, hasBefore: page.has_before ?? false, rev: page.rev }
    const { seqs, count } = goneOf(this.get(id) ?? fresh)
    this.#set(id, seqs.size > 0 ? without(fresh, seqs, count) : fresh)
    this.onAnew(id, page.rev)
  }

  /** Asks for the reader's deletions that this log does not stand for. */
  async #deletions(id: string): Promise<void> {
    const made = this.#parts.store.state.conversations.get(id)?.me.deletions ?? 0
    for (let log = this.get(id); log !== undefined && goneOf(log).count < made; log = this.get(id)) {
      const params = { path: { id }, query: { after: goneOf(log).count } }
      const answer = await unwrap(this.#parts.api.GET('/api/conversations/{id}/deleted', { params }))
      this.take(id, answer.seqs, answer.deletions)
    }
    const left = this.get(id)
    if (left !== undefined && left.messages.length === 0 && left.hasBefore) {
      await this.#newest(id)
    }
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
    const now = this.get(id)
    if (now !== undefined && now.rev >= log.rev) {
      this.#merge(id, now, changed, rev)
    }
  }

  async #page(id: string, query: { before?: number; rev?: number; limit: number }): Promise<MessageLog> {
    const page = await unwrap(
      this.#parts.api.GET('/api/conversations/{id}/messages', { params: { path: { id }, query } }),
    )
    this.#people.met(page.people)
    return page
  }

  #set(id: string, log: Log): void {
    this.#parts.store.change(({ logs }) => ({ logs: put(logs, id, log) }))
    this.#saving.log(id)
    this.onChange(id)
  }
}
