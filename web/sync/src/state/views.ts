import type { Conversation, Message, NotifySettings, Person } from '../api/types'
import type { Pending, Place, State } from './state'

/** How far an own message has come. Each state is further than those before it. */
export type Progress = 'sending' | 'sent' | 'delivered' | 'seen' | 'failed'

/** Of times as the server writes them, for which the rules of a language are slow and of no use. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Conversations as a list shows them: pinned ones first, then by the last message. */
export const inOrder = (conversations: ReadonlyMap<string, Conversation>): Conversation[] =>
  [...conversations.values()]
    .filter((one) => one.listed && !one.me.left_at)
    .sort(
      (a, b) =>
        Number(b.me.pinned) - Number(a.me.pinned) ||
        compare(b.active_at, a.active_at) ||
        Number(BigInt(b.id) - BigInt(a.id)),
    )

const NOBODY: ReadonlyMap<string, Place> = new Map()

export const placesOf = (state: State, conversationId: string): ReadonlyMap<string, Place> =>
  state.places.get(conversationId) ?? NOBODY

/** How far the reader's own message has come, by where the other members stand. */
export const progressOf = (message: Message, places: ReadonlyMap<string, Place>, me: string): Progress => {
  let progress: Progress = 'sent'
  for (const [userId, place] of places) {
    if (userId !== me) {
      if (place.readSeq >= message.seq) {
        return 'seen'
      }
      if (place.deliveredSeq >= message.seq) {
        progress = 'delivered'
      }
    }
  }
  return progress
}

export const progressOfPending = (pending: Pending): Progress =>
  pending.failed !== null ? 'failed' : pending.seq !== null ? 'sent' : 'sending'

/** Somebody, as far as anything is known. */
export const personOf = (state: State, userId: string): Person | undefined =>
  userId === state.me.id
    ? {
        id: state.me.id,
        username: state.me.username,
        display_name: state.me.display_name,
        signature: state.me.signature,
        avatar_id: state.me.avatar_id ?? null,
        background_id: state.me.background_id ?? null,
        deleted: false,
        version: state.me.version,
      }
    : state.people.get(userId)

export type Level = 'all' | 'mentions' | 'none'

/** Of what the reader wants to be told in a conversation: by its own level, else by that of the account. */
export const levelOf = (conversation: Conversation, notify: NotifySettings | null, now: number): Level => {
  if (isMuted(conversation, now)) {
    return 'none'
  }
  const level = conversation.me.notify_level ?? notify?.level
  return level === 'mentions' || level === 'none' ? level : 'all'
}

/** The number for the app's icon, by the server's own rule: what is unread of what the reader wants to be told of. */
export const totalUnread = (
  conversations: ReadonlyMap<string, Conversation>,
  notify: NotifySettings | null,
  now: number,
): number => {
  let total = 0
  for (const one of conversations.values()) {
    if (one.listed && !one.me.left_at) {
      const level = levelOf(one, notify, now)
      const count = level === 'all' ? one.unread : one.mentions
      total += level === 'none' ? 0 : count || Number(one.me.marked_unread)
    }
  }
  return total
}

/** Silent for a while, or for good. */
export const isMuted = (conversation: Conversation, now: number): boolean =>
  conversation.me.notify_level === 'none' ||
  (!!conversation.me.muted_until && Date.parse(conversation.me.muted_until) > now)
