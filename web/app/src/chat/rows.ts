import type { Log, Message, Pending } from '@parley/sync'
import { daysBetween } from '../lib/time'

/** One line of the message list. */
export type ChatRow =
  | { readonly type: 'day'; readonly key: string; readonly iso: string }
  | { readonly type: 'unread'; readonly key: string; readonly count: number }
  | { readonly type: 'note'; readonly key: string; readonly message: Message }
  | BubbleRow

export interface BubbleRow {
  readonly type: 'bubble'
  /** Stays the same when a message is confirmed, so that it does not move. */
  readonly key: string
  readonly senderId: string
  readonly sentAt: string
  readonly mine: boolean
  /** Of those that one person sent one after the other. */
  readonly first: boolean
  readonly last: boolean
  readonly message: Message | null
  readonly pending: Pending | null
}

const GROUP_MS = 5 * 60_000

interface Entry {
  senderId: string
  sentAt: string
  message: Message | null
  pending: Pending | null
}

const isNote = (entry: Entry): boolean => entry.message?.kind === 'system'

const joins = (a: Entry | undefined, b: Entry | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  !isNote(a) &&
  !isNote(b) &&
  a.senderId === b.senderId &&
  Date.parse(b.sentAt) - Date.parse(a.sentAt) < GROUP_MS &&
  daysBetween(Date.parse(a.sentAt), Date.parse(b.sentAt)) === 0

/**
 * The lines of a conversation: messages grouped by sender and day, and a divider above what is new.
 *
 * @param newAfter number of the last message that was read when the conversation was opened; null for no divider
 */
export const rowsOf = (
  log: Log | undefined,
  pending: readonly Pending[],
  me: string,
  newAfter: number | null,
): ChatRow[] => {
  const messages = log?.messages ?? []
  const entries: Entry[] = [
    ...messages.map((message): Entry => ({
      senderId: message.sender_id,
      sentAt: message.sent_at,
      message,
      pending: null,
    })),
    ...pending.map((one): Entry => ({ senderId: me, sentAt: one.createdAt, message: null, pending: one })),
  ]
  const unread =
    newAfter === null
      ? 0
      : messages.filter((one) => one.seq > newAfter && one.sender_id !== me && one.kind !== 'system').length
  const rows: ChatRow[] = []
  let divided = unread === 0
  entries.forEach((entry, i) => {
    const before = entries[i - 1]
    const { message } = entry
    const isNewDay = before === undefined || daysBetween(Date.parse(before.sentAt), Date.parse(entry.sentAt)) > 0
    if (isNewDay) {
      rows.push({
        type: 'day',
        key: `day ${entry.sentAt.slice(0, 10)} ${message?.seq ?? 'pending'}`,
        iso: entry.sentAt,
      })
    }
    const divides = !divided && message !== null && message.seq > (newAfter ?? 0) && message.sender_id !== me
    if (divides) {
      divided = true
      rows.push({ type: 'unread', key: 'unread', count: unread })
    }
    if (message !== null && isNote(entry)) {
      rows.push({ type: 'note', key: message.id, message })
      return
    }
    rows.push({
      type: 'bubble',
      key: entry.senderId === me ? (message?.client_msg_id ?? entry.pending?.clientMsgId ?? '') : (message?.id ?? ''),
      senderId: entry.senderId,
      sentAt: entry.sentAt,
      mine: entry.senderId === me,
      first: divides || !joins(before, entry),
      last: !joins(entry, entries[i + 1]),
      message,
      pending: entry.pending,
    })
  })
  return rows
}
