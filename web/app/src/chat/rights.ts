import type { Conversation, Message } from '@parley/sync'

/** What rights in a conversation depend on. */
export interface Room extends Pick<Conversation, 'id' | 'kind' | 'read_only'> {
  readonly me: Pick<Conversation['me'], 'role' | 'left_at'>
}

const RECALL_MS = 120_000
const EDIT_MS = 86_400_000

const age = (message: Message, now: number): number => now - Date.parse(message.sent_at)

const isThere = (message: Message): boolean => !message.recalled_at && !message.purged_at

/** Own words may be changed for a day. The server decides; this only spares a button that would be refused. */
export const mayEdit = (message: Message, me: string, now: number): boolean =>
  message.sender_id === me &&
  message.kind !== 'system' &&
  !message.forwarded &&
  isThere(message) &&
  age(message, now) < EDIT_MS

/** Own messages may be taken back for two minutes, by admins of a group any message at any time. */
export const mayRecall = (message: Message, room: Room, me: string, now: number): boolean => {
  const leads = room.kind === 'group' && room.me.role !== 'member'
  return (
    message.kind !== 'system' &&
    isThere(message) &&
    (leads || (message.sender_id === me && age(message, now) < RECALL_MS))
  )
}

/** Why the reader cannot write in a conversation; null if it is possible. */
export const closedBecause = ({ me, read_only }: Room): 'readOnly' | 'former' | null =>
  me.left_at ? 'former' : read_only ? 'readOnly' : null
