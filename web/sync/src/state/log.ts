import type { Message } from '../api/types'

/** What is held of a conversation's log: one stretch without holes, up to its end. */
export interface Log {
  readonly messages: readonly Message[]
  readonly hasBefore: boolean
  /** Everything up to this rev has been applied. */
  readonly rev: number
}

export const lastSeq = (log: Log): number => log.messages.at(-1)?.seq ?? 0

export const firstSeq = (log: Log): number => log.messages[0]?.seq ?? 0

/** Finds a message by its number; the numbers have no holes. */
export const bySeq = (log: Log, seq: number): Message | undefined => {
  const found = log.messages[seq - firstSeq(log)]
  return found?.seq === seq ? found : log.messages.find((one) => one.seq === seq)
}

/** Events do not tell which reactions are the reader's own, nor what a reply answers: keep what was known. */
const keepKnown = (next: Message, known: Message | undefined): Message => {
  if (known === undefined) {
    return next
  }
  const mine = new Set(known.reactions.filter((one) => one.mine).map((one) => one.emoji))
  const reply = next.reply && !next.reply.sender_id && known.reply?.seq === next.reply.seq ? known.reply : next.reply
  return {
    ...next,
    reply,
    reactions: next.reactions.map((one) =>
      one.mine === undefined || one.mine === null ? { ...one, mine: mine.has(one.emoji) } : one,
    ),
  }
}

/**
 * Puts new and changed messages into a log. An older form never replaces a newer one, and what lies below the
 * stretch is left out.
 *
 * @returns null if there would be a hole
 */
export const merge = (log: Log, changed: readonly Message[], rev: number): Log | null => {
  const messages = [...log.messages]
  const first = messages[0]?.seq ?? null
  const inOrder = [...changed].sort((a, b) => a.seq - b.seq)
  for (const message of inOrder) {
    const end = messages.at(-1)?.seq ?? null
    if (end === null || message.seq === end + 1) {
      messages.push(keepKnown(message, undefined))
    } else if (message.seq > end) {
      return null
    } else if (first !== null && message.seq >= first) {
      const at = message.seq - first
      const known = messages[at]
      if (known !== undefined && known.rev <= message.rev) {
        messages[at] = keepKnown(message, known)
      }
    }
  }
  return { messages, hasBefore: log.hasBefore, rev: Math.max(log.rev, rev) }
}

/** Puts an older page before a log. */
export const prepend = (log: Log, page: readonly Message[], hasBefore: boolean): Log => {
  const first = firstSeq(log)
  const older = page.filter((one) => first === 0 || one.seq < first)
  return { ...log, messages: [...older, ...log.messages], hasBefore }
}

/** Drops copies of what is gone up to a number, and what answers quote of it. */
export const purge = (log: Log, upTo: number): Log =>
  firstSeq(log) > upTo && !log.messages.some((one) => one.reply && one.reply.seq <= upTo && one.reply.sender_id)
    ? log
    : {
        ...log,
        hasBefore: firstSeq(log) > upTo && log.hasBefore,
        messages: log.messages
          .filter((one) => one.seq > upTo)
          .map((one) =>
            one.reply && one.reply.seq <= upTo
              ? { ...one, reply: { seq: one.reply.seq, sender_id: null, kind: null, text: null } }
              : one,
          ),
      }

/** The newest messages of a log, for keeping. */
export const newest = (log: Log, count: number): Log =>
  log.messages.length <= count ? log : { ...log, messages: log.messages.slice(-count), hasBefore: true }

/** How many messages of others, which a reader can read, stand above a place. */
export const countUnread = (log: Log, readSeq: number, me: string): number => {
  let count = 0
  for (let i = log.messages.length - 1; i >= 0; i--) {
    const message = log.messages[i]
    if (message === undefined || message.seq <= readSeq) {
      break
    }
    if (message.sender_id !== me && message.kind !== 'system' && !message.recalled_at && !message.purged_at) {
      count++
    }
  }
  return count
}

/** Whether the stretch holds everything above a place. */
export const covers = (log: Log, seq: number): boolean => !log.hasBefore || firstSeq(log) <= seq + 1
