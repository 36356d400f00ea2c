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
  /** The same as `sentAt`, in milliseconds. */
  at: number
  message: Message | null
  pending: Pending | null
}

const entryOf = (of: Message | Pending, me: string): Entry =>
  'sender_id' in of
    ? { senderId: of.sender_id, sentAt: of.sent_at, at: Date.parse(of.sent_at), message: of, pending: null }
    : { senderId: me, sentAt: of.createdAt, at: Date.parse(of.createdAt), message: null, pending: of }

const isNote = (entry: Entry): boolean => entry.message?.kind === 'system'

const joins = (a: Entry | undefined, b: Entry | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  !isNote(a) &&
  !isNote(b) &&
  a.senderId === b.senderId &&
  b.at - a.at < GROUP_MS &&
  daysBetween(a.at, b.at) === 0

/** What was shown last, by which what did not change is known. */
interface Shown {
  readonly entries: readonly (Message | Pending)[]
  readonly me: string
  readonly divided: Message | null
  readonly unread: number
  readonly rows: ChatRow[]
  /** At which row each entry begins. */
  readonly starts: readonly number[]
}

const NOTHING: Shown = { entries: [], me: '', divided: null, unread: 0, rows: [], starts: [] }

/** Above which message the divider stands, and how many below it are new. */
const divide = (messages: readonly Message[], me: string, newAfter: number): { at: Message | null; unread: number } => {
  let [at, unread]: [Message | null, number] = [null, 0]
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i]
    if (message === undefined || message.seq <= newAfter) {
      break
    }
    if (message.sender_id !== me) {
      at = message
      unread += Number(message.kind !== 'system')
    }
  }
  return unread === 0 ? { at: null, unread } : { at, unread }
}

/** How many entries are the same at the beginning and at the end of both. */
const common = (before: readonly unknown[], after: readonly unknown[]): { head: number; tail: number } => {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) {
    head++
  }
  let tail = 0
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail++
  }
  return { head, tail }
}

/** Adds the lines of one entry, which depend on those beside it and on nothing else. */
const add = (
  rows: ChatRow[],
  entry: Entry,
  before: Entry | undefined,
  next: Entry | undefined,
  { me, divided, unread }: Shown,
): void => {
  const { message, pending, senderId, sentAt } = entry
  if (before === undefined || daysBetween(before.at, entry.at) > 0) {
    rows.push({ type: 'day', key: `day ${sentAt.slice(0, 10)} ${message?.seq ?? 'pending'}`, iso: sentAt })
  }
  const divides = message !== null && message === divided
  if (divides) {
    rows.push({ type: 'unread', key: 'unread', count: unread })
  }
  if (message !== null && isNote(entry)) {
    rows.push({ type: 'note', key: message.id, message })
    return
  }
  const mine = senderId === me
  rows.push({
    type: 'bubble',
    key: mine ? (message?.client_msg_id ?? pending?.clientMsgId ?? '') : (message?.id ?? ''),
    senderId,
    sentAt,
    mine,
    first: divides || !joins(before, entry),
    last: !joins(entry, next),
    message,
    pending,
  })
}

/**
 * Makes the lines of a conversation: messages grouped by sender and day, and a divider above what is new. Lines of what
 * did not change since the last time stay the same objects, and cost next to nothing.
 */
export const rowMaker = () => {
  let shown = NOTHING
  /**
   * @param newAfter number of the last message that was read when the conversation was opened; null for no divider
   */
  return (log: Log | undefined, pending: readonly Pending[], me: string, newAfter: number | null): ChatRow[] => {
    const messages = log?.messages ?? []
    const entries: readonly (Message | Pending)[] = pending.length === 0 ? messages : [...messages, ...pending]
    const { at, unread } = newAfter === null ? { at: null, unread: 0 } : divide(messages, me, newAfter)
    const isOther = shown.me !== me || shown.divided !== at
    const { head, tail } = isOther ? { head: 0, tail: 0 } : common(shown.entries, entries)
    if (!isOther && head === entries.length && head === shown.entries.length) {
      return shown.rows
    }
    const old = shown
    // those beside what changed may be drawn in another way
    const from = Math.max(0, head - 1)
    const kept = Math.max(0, tail - 1)
    const rows = old.rows.slice(0, old.starts[from] ?? 0)
    const starts = old.starts.slice(0, from)
    const next: Shown = { entries, me, divided: at, unread, rows, starts: [] }
    const entryAt = (i: number): Entry | undefined => {
      const of = entries[i]
      return of === undefined ? undefined : entryOf(of, me)
    }
    let [before, entry] = [entryAt(from - 1), entryAt(from)]
    for (let i = from; i < entries.length - kept && entry !== undefined; i++) {
      const after = entryAt(i + 1)
      starts.push(rows.length)
      add(rows, entry, before, after, next)
      ;[before, entry] = [entry, after]
    }
    const [first, shift] = [old.entries.length - kept, rows.length - (old.starts[old.entries.length - kept] ?? 0)]
    for (let i = first; i < old.entries.length; i++) {
      starts.push((old.starts[i] ?? 0) + shift)
    }
    for (let i = kept === 0 ? old.rows.length : (old.starts[first] ?? 0); i < old.rows.length; i++) {
      rows.push(old.rows[i] as ChatRow)
    }
    if (unread !== old.unread) {
      const divider = rows.findLastIndex((row) => row.type === 'unread')
      if (divider >= 0) {
        rows[divider] = { type: 'unread', key: 'unread', count: unread }
      }
    }
    shown = { ...next, starts }
    return rows
  }
}

/** The same once. */
export const rowsOf = (
  log: Log | undefined,
  pending: readonly Pending[],
  me: string,
  newAfter: number | null,
): ChatRow[] => rowMaker()(log, pending, me, newAfter)
