import { unwrap } from '../api/client'
import type { Message, Sent } from '../api/types'
import { type Pending, pendingFileOf, type Picked, pendingOf, put } from '../state/state'
import { Carrying } from './carrying'
import type { Logs } from './logs'
import { OneAtATime, type Parts } from './parts'
import { Persistence } from './persistence'

/** Among how many of the newest messages an own one is looked for. */
const RECENT = 100

/** What kind of message it is. What is no picture to the server goes as a file. */
const kindOf = ({ file }: Pending): string => (file === null ? 'text' : file.kind === 'image' ? 'image' : 'file')

const fileOf = ({ file }: Pending): Message['file'] => {
  if (file === null || file.id === null) {
    return null
  }
  const { id, name, type, kind, size, width, height, placeholder } = file
  return { id, name, type, kind, size, width, height, placeholder }
}

/** A message as it is when it is new. */
const messageOf = (pending: Pending, sent: Sent, me: string): Message => ({
  conversation_id: sent.conversation_id,
  seq: sent.seq,
  id: sent.id,
  rev: sent.rev,
  sender_id: me,
  client_msg_id: pending.clientMsgId,
  kind: kindOf(pending),
  text: pending.text,
  system: null,
  file_id: pending.file?.id ?? null,
  file: fileOf(pending),
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
  readonly #persistence: Persistence
  readonly #carrying: Carrying
  #last = 0

  constructor(parts: Parts, logs: Logs) {
    this.#parts = parts
    this.#logs = logs
    this.#persistence = new Persistence(parts.timings)
    this.#carrying = new Carrying(parts, {
      of: (id) => this.#of(id),
      change: (id, clientMsgId, by) => this.#change(id, clientMsgId, by),
      refused: (pending, code) => this.#refused(pending, code),
      ready: (id) => void this.#run(id),
    })
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

  /** The same with a file. Returns when the file is kept on this device. */
  async sendFile(
    conversationId: string,
    blob: Blob,
    picked: Picked,
    text: string,
    replySeq: number | null,
    clientMsgId: string,
  ): Promise<void> {
    if (this.#of(conversationId).some((one) => one.clientMsgId === clientMsgId)) {
      return
    }
    const fresh = pendingOf(conversationId, text, replySeq, clientMsgId, pendingFileOf(picked))
    const pending = { ...fresh, createdAt: this.#now() }
    this.#put(conversationId, [...this.#of(conversationId), pending])
    await this.#carrying.keep(pending, blob)
  }

  /** The bytes of a file that is to be sent; null if it is not here. */
  picked(clientMsgId: string): Promise<Blob | null> {
    return this.#carrying.blob(clientMsgId)
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
    this.#persistence.wake()
    this.#carrying.wake()
    for (const id of this.#parts.store.state.pending.keys()) {
      void this.#run(id)
      this.#carrying.run(id)
    }
  }

  retry(conversationId: string, clientMsgId: string): void {
    this.#change(conversationId, clientMsgId, (one) => ({
      ...one,
      failed: null,
      // what nothing refers to is not kept for long on the server: look again whether it is there
      file: one.file && { ...one.file, id: null },
    }))
    const pending = this.#of(conversationId).find((one) => one.clientMsgId === clientMsgId)
    if (pending !== undefined) {
      void this.#parts.local.keepPending(pending).catch(() => undefined)
    }
    void this.#run(conversationId)
    this.#carrying.run(conversationId)
  }

  discard(conversationId: string, clientMsgId: string): void {
    const pending = this.#of(conversationId).find((one) => one.clientMsgId === clientMsgId)
    if (pending?.file) {
      this.#carrying.cancel(pending)
    }
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
    this.#persistence.stop()
    this.#carrying.stop()
  }

  /** Later than everything that waits, which is sent in this order. */
  #now(): string {
    this.#last = Math.max(Date.now(), this.#last + 1)
    return new Date(this.#last).toISOString()
  }

  #run(conversationId: string): Promise<void> {
    return this.#turns.run(conversationId, () =>
      this.#persistence.run(
        () => this.#next(conversationId),
        (pending) => this.#sendOne(pending),
        (pending, code) => this.#refused(pending, code),
      ),
    )
  }

  async #sendOne(pending: Pending): Promise<void> {
    const { api, store } = this.#parts
    const body = {
      client_msg_id: pending.clientMsgId,
      kind: kindOf(pending),
      file_id: pending.file?.id ?? null,
      text: pending.text,
      reply_seq: pending.replySeq,
    }
    const path = { id: pending.conversationId }
    const sent = await unwrap(api.POST('/api/conversations/{id}/messages', { params: { path }, body }))
    this.#answered.set(pending.clientMsgId, sent.rev)
    this.#change(pending.conversationId, pending.clientMsgId, (one) => ({ ...one, seq: sent.seq }))
    if (pending.text.includes('@')) {
      this.#logs.known(sent.conversation_id, sent.seq, sent.rev) // whom it calls the server knows
    } else {
      this.#logs.heard(messageOf(pending, sent, store.state.me.id), true)
    }
    this.settle(pending.conversationId)
    void this.#parts.local.dropPending(pending.clientMsgId).catch(() => undefined)
  }

  #forget(clientMsgId: string): void {
    this.#answered.delete(clientMsgId)
    this.#carrying.forget(clientMsgId)
    void this.#parts.local.dropPending(clientMsgId).catch(() => undefined)
  }

  #refused(pending: Pending, code: string): void {
    this.#change(pending.conversationId, pending.clientMsgId, (one) => ({ ...one, failed: code }))
    const refused = this.#of(pending.conversationId).find((one) => one.clientMsgId === pending.clientMsgId)
    if (refused !== undefined) {
      void this.#parts.local.keepPending(refused).catch(() => undefined)
    }
  }

  /** Files are waited for, but not by what comes after them. */
  #next(conversationId: string): Pending | undefined {
    return this.#of(conversationId).find((one) => one.failed === null && one.seq === null && one.file?.id !== null)
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
