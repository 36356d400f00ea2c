import { type Conversation, levelOf, personOf, type State } from '@parley/sync'
import type { Push } from './note'
import { isQuiet } from './quiet'

/** How far each conversation was when it was last looked at. */
export type Seen = ReadonlyMap<string, { seq: number; mentions: number }>

export const seenOf = (state: State): Seen =>
  new Map([...state.conversations.values()].map((one) => [one.id, { seq: one.last_seq, mentions: one.mentions }]))

/** What is new, from others, and to be told of. Nothing of conversations that were not known: they come at a start. */
export const newsOf = (state: State, seen: Seen, now: Date): Conversation[] =>
  isQuiet(state.notify?.quiet, now)
    ? []
    : [...state.conversations.values()].filter((one) => {
        const before = seen.get(one.id)
        const last = one.last_message
        if (before === undefined || one.last_seq <= before.seq || one.unread === 0 || one.me.left_at) {
          return false
        }
        if (!last || last.kind === 'system' || last.recalled || last.sender_id === state.me.id) {
          return false
        }
        const level = levelOf(one, state.notify, now.getTime())
        return level === 'all' || (level === 'mentions' && one.mentions > before.mentions)
      })

/** What would be pushed of it. */
export const pushOf = (state: State, conversation: Conversation, locale: string, badge: number): Push => {
  const last = conversation.last_message
  const sender = last ? personOf(state, last.sender_id)?.display_name : undefined
  return {
    kind: 'message',
    locale,
    conversation: conversation.id,
    silent: false,
    unread: conversation.unread,
    badge,
    at: last?.sent_at ?? new Date().toISOString(),
    ...(state.notify?.preview === false
      ? {}
      : {
          title: conversation.kind === 'group' ? (conversation.title ?? '') : '',
          sender: sender ?? conversation.peer?.display_name ?? '',
          message_kind: last?.kind ?? 'text',
          text: last?.preview ?? '',
        }),
  }
}
