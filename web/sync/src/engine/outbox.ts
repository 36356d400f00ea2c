import { unwrap } from '../api/client'
import { isPassing, Problem } from '../api/problem'
import type { Message, Sent } from '../api/types'
import { type Pending, pendingOf, put } from '../state/state'
import type { Logs } from './logs'
import { OneAtATime, type Parts } from './parts'

/** Among how many of the newest messages an own one is looked for. */
const RECENT = 100

/** A message as it is when it is new. */
const messageOf = (pending: Pending, sent: Sent, me: string): Message => ({
  conversation_id: sent.conversation_id,
  seq: sent.seq,
  id: sent.id,
  rev: sent.rev,
  sender_id: me,
  client_msg_id: pending.clientMsgId,
  kind: 'text',
  text: pending.text,
  system: null,
  file_id: null,
  file: null,
  reply: pending.replySeq === null ? null : { seq: pending.replySeq, sender_id: null, kind: null, text: null },
  forwarded: null,
  mentions: [],
  mentions_all: false,
  edits: 0,
  sent_at: sent.sent_at,
  edited_at: null,
  recalled_at: null,
  recalled_by: null,
  purged_at: null,
  pinned_at: null,
  reactions: [],
})

/** What is to be sent: kept on this device until the server has answered, in order for each conversation. */
export class Outbox {
  readonly #parts: Parts
  readonly #logs: Logs
  readonly #turns = new OneAtATime()
  /** The revs of messages that the server has taken, until they are in their log. */
  readonly #answered = new Map<string, number>()
  #stopped = false
  #last = 0
  readonly #sleeping = new Set<() => void>()

  constructor(parts: Parts, logs: Logs) {
    this.#parts = parts
    this.#logs = logs
  }

  /**
   * Shows the message at once, keeps it, and sends it as soon as that works.
   *
   * @param clientMsgId the name under which a page shows it already; whoever is told of one twice sends it once
   */
  send(conversationId: string, text: string, replySeq: number | null, clientMsgId: string): void {
    if (this.#of(conversationId).some((one) => one.clientMsgId === clientMsgId)) {
      return
    }
    const pending = { ...pendingOf(conversationId, text, replySeq, clientMsgId), createdAt: this.#now() }
    this.#put(conversationId, [...this.#of(conversationId), pending])
    void this.#parts.local
      .keepPending(pending)
      .catch(() => undefined) // a full disk does not hold up a message
      .then(() => this.#run(conversationId))
  }

  /** Takes over what an earlier visit left. */
  restore(pending: readonly Pending[]): void {
    for (const one of pending) {
      this.#last = Math.max(this.#last, Date.parse(one.createdAt))
      const held = this.#of(one.conversationId)
      if (!held.some((other) => other.clientMsgId === one.clientMsgId)) {
        this.#put(one.conversationId, [...held, { ...one, seq: null }])
      }
    }
  }

  /** The way to the server may be open again: goes on at once. */
  flush(): void {
    this.#sleeping.forEach((wake) => wake())
    for (const id of this.#parts.store.state.pending.keys()) {
      void this.#run(id)
    }
  }

  retry(conversationId: string, clientMsgId: string): void {
    this.#change(conversationId, clientMsgId, (one) => ({ ...one, failed: null }))
    const pending = this.#of(conversationId).find((one) => one.clientMsgId === clientMsgId)
    if (pending !== undefined) {
      void this.#parts.local.keepPending(pending).catch(() => undefined)
    }
    void this.#run(conversationId)
  }

  discard(conversationId: string, clientMsgId: string): void {
    this.#put(
      conversationId,
      this.#of(conversationId).filter((one) => one.clientMsgId !== clientMsgId),
    )
    this.#forget(clientMsgId)
  }

  /** Takes away what the log holds by now. Without a log here, whatever was answered is in the one to come. */
  settle(conversationId: string): void {
    const pending = this.#of(conversationId)
    if (pending.length === 0) {
      return
    }
    const log = this.#logs.get(conversationId)
    const held = new Set(log?.messages.slice(-RECENT).map((one) => one.client_msg_id))
    const isHere = ({ clientMsgId }: Pending): boolean => {
      const rev = this.#answered.get(clientMsgId)
      return held.has(clientMsgId) || (rev !== undefined && (log === undefined || log.rev >= rev))
    }
    const gone = pending.filter(isHere)
    if (gone.length > 0) {
      this.#put(
        conversationId,
        pending.filter((one) => !isHere(one)),
      )
      gone.forEach((one) => this.#forget(one.clientMsgId))
    }
  }

  /** There is nowhere to send to any more. */
  drop(conversationId: string): void {
    this.#of(conversationId).forEach((one) => this.discard(conversationId, one.clientMsgId))
  }

  stop(): void {
    this.#stopped = true
    this.#sleeping.forEach((wake) => wake())
  }

  /** Later than everything that waits, which is sent in this order. */
  #now(): string {
    this.#last = Math.max(Date.now(), this.#last + 1)
    return new Date(this.#last).toISOString()
  }

  #run(conversationId: string): Promise<void> {
    return this.#turns.run(conversationId, () => this.#sendAll(conversationId))
  }

  async #sendAll(conversationId: string): Promise<void> {
    let wait = this.#parts.timings.retry
    for (
      let next = this.#next(conversationId);
      next !== undefined && !this.#stopped;
      next = this.#next(conversationId)
    ) {
      try {
        await this.#sendOne(next)
        wait = this.#parts.timings.retry
      } catch (error) {
        if (!isPassing(error)) {
          this.#refused(next, error instanceof Problem ? error.code : 'unknown')
          continue
        }
        const asked = error instanceof Problem ? error.retryAfterMs : null
        await this.#pause(asked ?? wait)
        wait = Math.min(wait * 2, this.#parts.timings.longestRetry)
      }
    }
  }

  async #sendOne(pending: Pending): Promise<void> {
    const { api, store } = this.#parts
    const body = { client_msg_id: pending.clientMsgId, text: pending.text, reply_seq: pending.replySeq }
    const path = { id: pending.conversationId }
    const sent = await unwrap(api.POST('/api/conversations/{id}/messages', { params: { path }, body }))
    this.#answered.set(pending.clientMsgId, sent.rev)
    this.#change(pending.conversationId, pending.clientMsgId, (one) => ({ ...one, seq: sent.seq }))
    if (pending.text.includes('@')) {
      this.#logs.known(sent.conversation_id, sent.seq, sent.rev) // whom it calls the server knows
    } else {
      this.#logs.heard(messageOf(pending, sent, store.state.me.id))
    }
    this.settle(pending.conversationId)
    void this.#parts.local.dropPending(pending.clientMsgId).catch(() => undefined)
  }

  #forget(clientMsgId: string): void {
    this.#answered.delete(clientMsgId)
    void this.#parts.local.dropPending(clientMsgId).catch(() => undefined)
  }

  #refused(pending: Pending, code: string): void {
    this.#change(pending.conversationId, pending.clientMsgId, (one) => ({ ...one, failed: code }))
    void this.#parts.local.keepPending({ ...pending, failed: code }).catch(() => undefined)
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        this.#sleeping.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this.#sleeping.add(wake)
    })
  }

  #next(conversationId: string): Pending | undefined {
    return this.#of(conversationId).find((one) => one.failed === null && one.seq === null)
  }

  #of(conversationId: string): readonly Pending[] {
    return this.#parts.store.state.pending.get(conversationId) ?? []
  }

  #change(conversationId: string, clientMsgId: string, by: (pending: Pending) => Pending): void {
    this.#put(
      conversationId,
      this.#of(conversationId).map((one) => (one.clientMsgId === clientMsgId ? by(one) : one)),
    )
  }

  #put(conversationId: string, list: readonly Pending[]): void {
    this.#parts.store.change(({ pending }) => ({
      pending: put(pending, conversationId, list.length === 0 ? null : list),
    }))
  }
}
