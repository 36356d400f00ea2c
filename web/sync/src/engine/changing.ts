import { unwrap } from '../api/client'
import type { Conversation } from '../api/types'
import type { Level } from '../state/views'
import type { Conversations } from './conversations'
import type { Logs } from './logs'
import type { Parts } from './parts'

/** The server wants an end of a silence; this one nobody lives to see. */
const FOREVER = '2199-01-01T00:00:00.000Z'

/** What the reader changes of messages and conversations that are there already. */
export class Changing {
  readonly #parts: Parts
  readonly #logs: Logs
  readonly #conversations: Conversations

  constructor(parts: Parts, logs: Logs, conversations: Conversations) {
    this.#parts = parts
    this.#logs = logs
    this.#conversations = conversations
  }

  readonly edit = async (id: string, seq: number, text: string): Promise<void> => {
    const params = { path: { id, seq: String(seq) } }
    this.#logs.answered(
      await unwrap(this.#parts.api.PATCH('/api/conversations/{id}/messages/{seq}', { params, body: { text } })),
    )
  }

  readonly recall = async (id: string, seq: number): Promise<void> => {
    const params = { path: { id, seq: String(seq) } }
    this.#logs.answered(await unwrap(this.#parts.api.DELETE('/api/conversations/{id}/messages/{seq}', { params })))
  }

  readonly react = async (id: string, seq: number, emoji: string, on: boolean): Promise<void> => {
    const params = { path: { id, seq: String(seq), emoji } }
    const { api } = this.#parts
    const path = '/api/conversations/{id}/messages/{seq}/reactions/{emoji}'
    this.#logs.answered(await unwrap(on ? api.PUT(path, { params }) : api.DELETE(path, { params })))
  }

  readonly saveDraft = async (id: string, text: string): Promise<void> => {
    this.#conversations.patch(id, (one) => ({ ...one, me: { ...one.me, draft: text } }))
    const params = { path: { id } }
    this.#place(id, await unwrap(this.#parts.api.PUT('/api/conversations/{id}/draft', { params, body: { text } })))
  }

  readonly pin = async (id: string, on: boolean): Promise<void> => {
    const params = { path: { id } }
    const { api } = this.#parts
    const path = '/api/conversations/{id}/pin'
    this.#place(id, await unwrap(on ? api.PUT(path, { params }) : api.DELETE(path, { params })))
  }

  /** Of what to be told there; null as the account says. */
  readonly setLevel = async (id: string, level: Level | null): Promise<void> => {
    const params = { path: { id } }
    const { api } = this.#parts
    const path = '/api/conversations/{id}/notifications'
    this.#place(
      id,
      await unwrap(level === null ? api.DELETE(path, { params }) : api.PUT(path, { params, body: { level } })),
    )
  }

  /** No notifications, until further notice. Who wants them again gets them also from where there were to be none. */
  readonly mute = async (id: string, on: boolean): Promise<void> => {
    const params = { path: { id } }
    const { api } = this.#parts
    if (!on && this.#conversations.get(id)?.me.notify_level === 'none') {
      await this.setLevel(id, null)
    }
    const path = '/api/conversations/{id}/mute'
    this.#place(
      id,
      await unwrap(on ? api.PUT(path, { params, body: { until: FOREVER } }) : api.DELETE(path, { params })),
    )
  }

  /** Deletes the conversation for the reader alone. */
  readonly deleteForMe = async (id: string): Promise<void> => {
    await unwrap(this.#parts.api.DELETE('/api/conversations/{id}', { params: { path: { id } } }))
    this.#conversations.hide(id)
  }

  /** Deletes messages for the reader alone. */
  readonly deleteMessages = async (id: string, seqs: readonly number[]): Promise<void> => {
    const params = { path: { id } }
    const { api } = this.#parts
    await unwrap(api.POST('/api/conversations/{id}/deleted', { params, body: { seqs: [...seqs] } }))
    this.#logs.take(id, seqs, 0)
    this.#conversations.refreshSoon(id) // what is unread and what was said last
  }

  #place(id: string, me: Conversation['me']): void {
    this.#conversations.patch(id, (one) =>
      one.me.version <= me.version ? { ...one, me: { ...me, read_seq: Math.max(me.read_seq, one.me.read_seq) } } : one,
    )
  }
}
