import type { Account, Conversation, Message, SyncEntry } from '../src/api/types'
import { FakeMedia } from './fake-media'
import type { Heard, Link, Realtime } from '../src/realtime/realtime'

const AT = '2026-01-01T12:00:00.000Z'

export const account: Account = {
  id: '1',
  username: 'ada',
  email: null,
  email_verified: false,
  display_name: 'Ada',
  signature: '',
  avatar_id: null,
  background_id: null,
  locale: null,
  has_password: true,
  created_at: AT,
  version: 0,
}

const person = (id: string, name: string) => ({
  id,
  username: name,
  display_name: name,
  signature: '',
  avatar_id: null,
  background_id: null,
  deleted: false,
  version: 0,
})

const problem = (status: number, code: string): Response =>
  new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, errors: [] }), { status })

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status })

/** What goes wrong on the way. */
export interface Faults {
  /** Requests that fail before they reach the server. */
  cut: boolean
  /** Sends that are done, but whose answers are lost. */
  loseAnswers: number
  /** Pushes that never arrive. */
  dropPushes: boolean
  /** What the next send or edit is refused with. */
  refuse: { status: number; code: string } | null
}

/**
 * A server in memory for one reader and one conversation with another person, that keeps the rules of the logs: dense
 * numbers, one rev for each change, the same answer for a repeated send. Its network can be made to fail.
 */
export class FakeServer {
  readonly faults: Faults = { cut: false, loseAnswers: 0, dropPushes: false, refuse: null }
  readonly media = new FakeMedia()
  readonly realtime: FakeRealtime
  readonly log: Message[] = []
  readonly entries: SyncEntry[] = []
  readonly requests: string[] = []
  readonly id = '10'
  epoch = 'a'
  gone = false
  purgeSeq = 0
  /** Whether the next device has been away for too long. */
  expired = false
  /** What the reader has deleted, in that order. */
  readonly deleted: number[] = []
  peer = person('2', 'lin')
  privacy = { last_seen: 'everybody', read_receipts: true, reach: 'everybody' }
  #rev = 0
  #readSeq = 0
  #version = 0

  constructor() {
    this.realtime = new FakeRealtime()
  }

  /** Somebody writes. */
  write(
    senderId: string,
    text: string,
    clientMsgId = `c${this.log.length + 1}`,
    given: Partial<Message> = {},
  ): Message {
    const message: Message = {
      conversation_id: this.id,
      seq: this.log.length + 1,
      id: `m${this.log.length + 1}`,
      rev: ++this.#rev,
      sender_id: senderId,
      client_msg_id: clientMsgId,
      kind: 'text',
      text,
      system: null,
      file_id: null,
      file: null,
      reply: null,
      forwarded: null,
      mentions: [],
      mentions_all: false,
      edits: 0,
      sent_at: AT,
      edited_at: null,
      recalled_at: null,
      recalled_by: null,
      purged_at: null,
      pinned_at: null,
      reactions: [],
      ...given,
    }
    this.log.push(message)
    this.push(`private-conversation-${this.id}`, 'message:new', message)
    this.tell({
      kind: 'message',
      conversation_id: this.id,
      seq: message.seq,
      sender_id: senderId,
      message_kind: 'text',
      preview: text,
      sent_at: AT,
    })
    return message
  }

  /** Somebody changes what they wrote. */
  edit(seq: number, text: string): Message {
    const message = { ...(this.log[seq - 1] as Message), text, rev: ++this.#rev, edits: 1, edited_at: AT }
    this.log[seq - 1] = message
    this.push(`private-conversation-${this.id}`, 'message:update', message)
    this.tell({ kind: 'change', conversation_id: this.id, rev: message.rev })
    return message
  }

  /** Writes an entry of the reader's own log. */
  tell(entry: SyncEntry): void {
    this.entries.push(entry)
    this.push('private-user-1', 'sync', { head: this.entries.length, from: this.entries.length, entries: [entry] })
  }

  /** The heartbeat. */
  beat(): void {
    this.push('private-user-1', 'sync', { head: this.entries.length, epoch: this.epoch, from: null, entries: [] })
  }

  push(channel: string, event: string, data: unknown): void {
    if (!this.faults.dropPushes && !this.faults.cut) {
      this.realtime.deliver(channel, event, data)
    }
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    this.requests.push(`${request.method} ${url.pathname}`)
    await Promise.resolve()
    if (this.faults.cut) {
      throw new TypeError('network')
    }
    return (await this.media.answer(request, url)) ?? this.#answer(request, url)
  }

  async #answer(request: Request, url: URL): Promise<Response> {
    const query = url.searchParams
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /api/sync':
        return this.#pull(String(query.get('cursor')), Number(query.get('at')))
      case 'GET /api/sync/snapshot':
        return this.#snapshot()
      case `GET /api/conversations/${this.id}`:
        return this.gone ? problem(404, 'not-found') : json(this.conversation())
      case `GET /api/conversations/${this.id}/messages`:
        return this.#messages(query)
      case `POST /api/conversations/${this.id}/messages`:
        return this.#send(await request.json())
      case `PATCH /api/conversations/${this.id}/messages/1`:
        return this.#refused() ?? json(this.edit(1, ((await request.json()) as { text: string }).text))
      case `POST /api/conversations/${this.id}/read`:
        this.#readSeq = Math.max(this.#readSeq, ((await request.json()) as { seq: number }).seq)
        return json({ user_id: '1', read_seq: this.#readSeq, delivered_seq: this.#readSeq, read_at: AT })
      case `GET /api/conversations/${this.id}/receipts`:
        return json({ positions: [] })
      case `POST /api/conversations/${this.id}/deleted`:
        return json(this.delete(...((await request.json()) as { seqs: number[] }).seqs))
      case `GET /api/conversations/${this.id}/deleted`:
        return json({
          seqs: this.deleted.slice(Number(query.get('after'))),
          deletions: this.deleted.length,
          more: false,
        })
      case 'GET /api/users/changes':
        return json({ people: query.get('cursor') ? [this.peer] : [], next: 'n', more: false })
      case 'GET /api/me/privacy':
        return json(this.privacy)
      case 'GET /api/me/notifications':
        return json({ level: 'all', preview: true, quiet: null })
      case 'POST /api/presence':
        return json({ users: [] })
      default:
        return new Response(null, { status: 204 })
    }
  }

  /** The reader deletes messages, on whatever device. */
  delete(...seqs: number[]): Conversation['me'] {
    this.deleted.push(...seqs)
    this.#version++
    this.tell({ kind: 'me', conversation_id: this.id, version: this.#version })
    return this.conversation().me
  }

  /** The other one has another name now. */
  rename(name: string): void {
    this.peer = { ...this.peer, display_name: name, version: this.peer.version + 1 }
    this.push('private-user-1', 'profile:update', this.peer)
  }

  #isSeen(message: Message): boolean {
    return !this.deleted.includes(message.seq)
  }

  get readSeq(): number {
    return this.#readSeq
  }

  conversation(): Conversation {
    const seen = this.log.filter((one) => this.#isSeen(one))
    const last = seen.at(-1)
    const unread = seen.filter((one) => one.seq > this.#readSeq && one.sender_id !== '1').length
    // what the client reads of it; the server tells more
    const shown: Partial<Conversation> = {
      id: this.id,
      listed: true,
      kind: 'direct',
      title: null,
      avatar_id: null,
      peer: this.peer,
      read_only: false,
      owner_id: null,
      member_count: 2,
      large: false,
      purge_seq: this.purgeSeq,
      retention: 'server',
      last_seq: this.log.length,
      last_rev: this.#rev,
      version: 0,
      created_at: AT,
      updated_at: AT,
      active_at: AT,
      unread,
      mentions: 0,
      last_message: last
        ? {
            seq: last.seq,
            id: last.id,
            kind: 'text',
            sender_id: last.sender_id,
            preview: last.text,
            system: null,
            sent_at: AT,
            recalled: false,
          }
        : null,
      me: {
        role: 'member',
        joined_at: AT,
        left_at: null,
        read_seq: this.#readSeq,
        delivered_seq: 0,
        cleared_seq: 0,
        silenced_until: null,
        muted_until: null,
        notify_level: null,
        pinned: false,
        marked_unread: false,
        draft: '',
        draft_at: null,
        deletions: this.deleted.length,
        version: this.#version,
      },
    }
    return shown as Conversation
  }

  #pull(cursor: string, at: number): Response {
    const [epoch] = cursor.split(':')
    const base = { head: this.entries.length, heads: [], more: false }
    if (epoch !== this.epoch) {
      return json({ ...base, reset: 'epoch', entries: [], from: null, cursor: null })
    }
    if (this.expired) {
      this.expired = false
      return json({ ...base, reset: 'expired', entries: [], from: null, cursor: null })
    }
    const entries = this.entries.slice(at)
    return json({
      ...base,
      reset: null,
      entries,
      from: entries.length > 0 ? at + 1 : null,
      cursor: `${this.epoch}:${this.entries.length}`,
    })
  }

  #snapshot(): Response {
    const part = {
      conversation: this.conversation(),
      messages: this.log.filter((one) => this.#isSeen(one)).slice(-20),
      has_before: this.log.length > 20,
      last_rev: this.#rev,
    }
    return json({
      cursor: `${this.epoch}:${this.entries.length}`,
      head: this.entries.length,
      epoch: this.epoch,
      conversations: this.gone ? [] : [part],
      people: [person('2', 'lin')],
      next: null,
      heads: [],
    })
  }

  #messages(query: URLSearchParams): Response {
    const limit = Number(query.get('limit') ?? 50)
    const rev = query.get('rev')
    if (rev !== null) {
      if (Number(rev) > this.#rev) {
        return problem(400, 'invalid-cursor')
      }
      const changed = this.log.filter((one) => one.rev > Number(rev) && this.#isSeen(one)).sort((a, b) => a.rev - b.rev)
      const page = changed.slice(0, limit)
      const hasAfter = changed.length > limit
      return json({
        messages: page,
        people: [],
        has_before: null,
        has_after: hasAfter,
        rev: hasAfter ? page.at(-1)?.rev : this.#rev,
      })
    }
    const before = Number(query.get('before') ?? Number.MAX_SAFE_INTEGER)
    const below = this.log.filter((one) => one.seq < before && this.#isSeen(one))
    return json({
      messages: below.slice(-limit),
      people: [],
      has_before: below.length > limit,
      has_after: false,
      rev: this.#rev,
    })
  }

  #refused(): Response | null {
    const { refuse } = this.faults
    this.faults.refuse = null
    return refuse === null ? null : problem(refuse.status, refuse.code)
  }

  #send(body: { client_msg_id: string; text: string; kind: string; file_id: string | null }): Response {
    const refused = this.#refused()
    if (refused !== null) {
      return refused
    }
    const known = this.log.find((one) => one.client_msg_id === body.client_msg_id && one.sender_id === '1')
    const { kind, file_id: fileId } = body
    const file = fileId === null ? null : (this.media.file(fileId) as Message['file'])
    const sent = known ?? this.write('1', body.text, body.client_msg_id, { kind, file_id: fileId, file })
    if (this.faults.loseAnswers > 0) {
      this.faults.loseAnswers--
      throw new TypeError('network')
    }
    return json({ conversation_id: this.id, seq: sent.seq, rev: sent.rev, id: sent.id, sent_at: AT }, known ? 200 : 201)
  }
}

/** A socket in memory. */
export class FakeRealtime implements Realtime {
  readonly #channels = new Map<string, Heard>()
  readonly triggered: string[] = []
  #onLink: (link: Link) => void = () => undefined
  #begun: (() => void)[] = []

  readonly start = async (onLink: (link: Link) => void): Promise<void> => {
    await Promise.resolve()
    this.#onLink = onLink
    this.link('online')
    this.#begun.forEach((begun) => begun())
    this.#begun = []
  }

  link(link: Link): void {
    this.#onLink(link)
  }

  readonly subscribe = (channel: string, heard: Heard, begun: () => void): void => {
    this.#channels.set(channel, heard)
    this.#begun.push(begun)
  }

  readonly unsubscribe = (channel: string): void => {
    this.#channels.delete(channel)
  }

  readonly trigger = (channel: string, event: string): void => {
    this.triggered.push(`${channel} ${event}`)
  }

  readonly nudge = (): void => undefined

  readonly stop = (): void => undefined

  get followed(): string[] {
    return [...this.#channels.keys()]
  }

  deliver(channel: string, event: string, data: unknown, from: string | null = null): void {
    this.#channels.get(channel)?.(event, structuredClone(data), from)
  }
}
