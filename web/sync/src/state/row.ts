import type { Conversation, Message } from '../api/types'
import { beginning, type Learned } from './log'

/** How much of a message the list shows. */
const PREVIEW = 200

/** Whether it surely counts, or surely does not. */
const isPlain = (message: Message, me: string): boolean =>
  !message.recalled_at && !message.purged_at && !(message.sender_id === me && message.mentions.includes(me))

/** Whether a change leaves all that is counted as it was. */
const countsTheSame = (before: Message, after: Message): boolean =>
  !before.recalled_at === !after.recalled_at &&
  !before.purged_at === !after.purged_at &&
  before.mentions_all === after.mentions_all &&
  before.mentions.join() === after.mentions.join()

const lastOf = (message: Message): NonNullable<Conversation['last_message']> => ({
  seq: message.seq,
  id: message.id,
  kind: message.kind,
  sender_id: message.sender_id,
  preview: beginning(message.text, PREVIEW),
  system: message.system,
  sent_at: message.sent_at,
  recalled: false,
})

const arrived = (row: Conversation, message: Message, me: string): Conversation => {
  const counts = message.kind !== 'system'
  const isForeign = message.sender_id !== me
  const calls = isForeign && (message.mentions_all || message.mentions.includes(me))
  return {
    ...row,
    last_seq: message.seq,
    last_rev: message.rev,
    last_message: lastOf(message),
    active_at: message.sent_at,
    unread: row.unread + Number(counts && isForeign),
    mentions: row.mentions + Number(calls),
    listed: row.listed || counts,
  }
}

/**
 * What a row of the list becomes by the next change of its log. A row is what the server said of it at one rev; so
 * nothing is counted that could drift.
 *
 * @returns null where only the server can tell
 */
export const after = (row: Conversation, { before, after: message }: Learned, me: string): Conversation | null => {
  if (message.rev !== row.last_rev + 1) {
    return null
  }
  if (before === undefined) {
    return message.seq === row.last_seq + 1 && isPlain(message, me) ? arrived(row, message, me) : null
  }
  if (before.rev >= message.rev || !countsTheSame(before, message)) {
    return null
  }
  const isLast = row.last_message?.seq === message.seq && !message.recalled_at && !message.purged_at
  return { ...row, last_rev: message.rev, last_message: isLast ? lastOf(message) : row.last_message }
}

/** Whether an answer tells of an earlier time than what is known. */
export const isOlder = (answer: Conversation, known: Conversation): boolean =>
  !answer.me.left_at &&
  (answer.version < known.version || answer.me.version < known.me.version || answer.last_rev < known.last_rev)
