import { unwrap } from '../api/client'
import { isPassing, Problem } from '../api/problem'
import type { Message } from '../api/types'
import { randomId } from '../random-id'
import { lastSeq } from '../state/log'
import { type Pending, put } from '../state/state'
import type { Logs } from './logs'
import { OneAtATime, type Parts } from './parts'

/** Among how many of the newest messages an own one is looked for. */
const RECENT = 100

/** What is to be sent: kept on this device until the server has answered, in order for each conversation. */
export class Outbox {
  readonly #parts: Parts
  readonly #logs: Logs
  readonly #turns = new OneAtATime()
  #stopped = false
  readonly #sleeping = new Set<() => void>()

  constructor(parts: Parts, logs: Logs) {
    this.#parts = parts
    this.#logs = logs
  }

  /** Shows the message at once, keeps it, and sends it as soon as that works. */
  send(conversationId: string, text: string, replySeq: number | null): void {
    const pending: Pending = {
      clientMsgId: randomId(),
      conversationId,
      text,
      replySeq,
      createdAt: new Date().toISOString(),
      seq: null,
      failed: null,
    }
    this.#put(conversationId, [...this.#of(conversationId), pending])
    void this.#parts.local
      .keepPending(pending)
      .catch(() => undefined) // a full disk does not hold up a message
      .then(() => this.#run(conversationId))
  }

  /** Takes over what an earlier visit left. */
  restore(pending: readonly Pending[]): void {
    for (const one of pending) {
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
    void this.#parts.local.dropPending(clientMsgId).catch(() => undefined)
  }

  /** Takes away what the log holds by now. Without a log here, whatever was answered is in the one to come. */
  settle(conversationId: string): void {
    const pending = this.#of(conversationId)
    if (pending.length === 0) {
      return
    }
    const log = this.#logs.get(conversationId)
    const end = log === undefined ? Number.MAX_SAFE_INTEGER : lastSeq(log)
    const held = new Set(log?.messages.slice(-RECENT).map((one) => one.client_msg_id))
    const isHere = (one: Pending): boolean => held.has(one.clientMsgId) || (one.seq !== null && one.seq <= end)
    const gone = pending.filter(isHere)
    if (gone.length > 0) {
      this.#put(
        conversationId,
        pending.filter((one) => !isHere(one)),
      )
      gone.forEach((one) => void this.#parts.local.dropPending(one.clientMsgId).catch(() => undefined))
    }
  }

  stop(): void {
    this.#stopped = true
    this.#sleeping.forEach((wake) => wake())
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
    const message: Message = {
      conversation_id: sent.conversation_id,
      seq: sent.seq,
      id: sent.id,
      rev: sent.rev,
      sender_id: store.state.me.id,
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
    }
    this.#change(pending.conversationId, pending.clientMsgId, (one) => ({ ...one, seq: sent.seq }))
    this.#logs.heard(message)
    this.settle(pending.conversationId)
    void this.#parts.local.dropPending(pending.clientMsgId).catch(() => undefined)
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
