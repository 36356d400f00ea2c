import type { Message } from '../api/types'

/** What is held of a conversation's log: one stretch up to its end, which lacks nothing that the reader may see. */
export interface Log {
  readonly messages: readonly Message[]
  readonly hasBefore: boolean
  /** Everything up to this rev has been applied. */
  readonly rev: number
  /** What the reader deleted for oneself. It is not in the messages, and does not come in again. */
  readonly gone?: Gone
}

/** Messages that the reader deleted. */
export interface Gone {
  /** How many deletions they stand for; those beyond are not known yet. */
  readonly count: number
  readonly seqs: ReadonlySet<number>
}

const NONE_GONE: Gone = { count: 0, seqs: new Set() }

export const goneOf = (log: Log): Gone => log.gone ?? NONE_GONE

const isGone = (log: Log, seq: number): boolean => log.gone?.seqs.has(seq) ?? false

/** Whether everything up to a number is here that the reader may see. */
export const reaches = (log: Log, seq: number): boolean => lastSeq(log) >= seq || isGone(log, seq)

export const lastSeq = (log: Log): number => log.messages.at(-1)?.seq ?? 0

export const firstSeq = (log: Log): number => log.messages[0]?.seq ?? 0

/** Where a message with this number is, or would be: some numbers are missing, such as those of a time away. */
const placeOf = (messages: readonly Message[], seq: number): number => {
  let low = 0
  let high = messages.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((messages[middle]?.seq ?? 0) < seq) {
      low = middle + 1
    } else {
      high = middle
    }
  }
  return low
}

/** Finds a message by its number. */
export const bySeq = (log: Log, seq: number): Message | undefined => {
  const found = log.messages[placeOf(log.messages, seq)]
  return found?.seq === seq ? found : undefined
}

/** A message that is new or was changed, and what was held of it before. */
export interface Learned {
  readonly before: Message | undefined
  readonly after: Message
}

export interface Merged {
  readonly log: Log
  /** What the log did not stand for yet, in the order in which it happened. */
  readonly learned: readonly Learned[]
}

/** Answers show the beginning of what they answer, as it is now. */
const EXCERPT = 160

/** The beginning of a text, by whole characters. */
export const beginning = (text: string, length: number): string =>
  text.length <= length ? text : [...text].slice(0, length).join('')

const quoteOf = (answered: Message): NonNullable<Message['reply']> =>
  answered.recalled_at || answered.purged_at
    ? { seq: answered.seq, sender_id: null, kind: null, text: null }
    : {
        seq: answered.seq,
        sender_id: answered.sender_id,
        kind: answered.kind,
        text: beginning(answered.text, EXCERPT),
      }

const sameCounts = (one: Message, other: Message): boolean =>
  one.reactions.length === other.reactions.length &&
  one.reactions.every(({ emoji, count }, i) => {
    const also = other.reactions[i]
    return also?.emoji === emoji && also.count === count
  })

/**
 * An event leaves out what differs from reader to reader: which reactions are the reader's own, and how an answered
 * message begins. Completes it from what is held.
 *
 * @returns null if that cannot tell
 */
export const completed = (log: Log, event: Message): Message | null => {
  if (isGone(log, event.seq)) {
    return event // left out
  }
  const held = bySeq(log, event.seq)
  if (held !== undefined) {
    return sameCounts(held, event)
      ? { ...event, reply: event.reply ? held.reply : null, reactions: held.reactions }
      : null
  }
  if (log.hasBefore && event.seq < firstSeq(log)) {
    return event // neither held nor shown
  }
  if (event.reactions.length > 0) {
    return null
  }
  if (!event.reply) {
    return event
  }
  const answered = bySeq(log, event.reply.seq)
  return answered === undefined || answered.kind === 'system' ? null : { ...event, reply: quoteOf(answered) }
}

/** Puts what was changed into the answers that show it. */
const requote = (messages: Message[], changed: ReadonlyMap<number, Message>): void => {
  messages.forEach((one, i) => {
    // an answer that shows nothing of it may not
    const answered = one.reply?.sender_id ? changed.get(one.reply.seq) : undefined
    if (answered !== undefined && answered.kind !== 'system' && answered.seq < one.seq) {
      messages[i] = { ...one, reply: quoteOf(answered) }
    }
  })
}

/**
 * Puts new and changed messages into a log. They are all that changed since it was as it is, so numbers that are missing
 * are those that the reader may not see. An older form never replaces a newer one, and what lies below the stretch or
 * was deleted by the reader is left out.
 */
export const merge = (log: Log, changed: readonly Message[], rev: number): Merged => {
  const messages = [...log.messages]
  const learned: Learned[] = []
  const again = new Map<number, Message>()
  for (const message of changed.filter((one) => !isGone(log, one.seq)).sort((a, b) => a.rev - b.rev)) {
    const at = placeOf(messages, message.seq)
    const held = messages[at]
    const before = held?.seq === message.seq ? held : undefined
    if (message.rev > log.rev) {
      learned.push({ before, after: message })
    }
    if (before !== undefined) {
      if (before.rev <= message.rev) {
        messages[at] = message
        again.set(message.seq, message)
      }
    } else if (at > 0 || !log.hasBefore) {
      messages.splice(at, 0, message)
    } else {
      again.set(message.seq, message) // not held itself, but perhaps an answer to it
    }
  }
  if (again.size > 0) {
    requote(messages, again)
  }
  return { log: { ...log, messages, rev: Math.max(log.rev, rev) }, learned }
}

/** Puts an older page before a log. */
export const prepend = (log: Log, page: readonly Message[], hasBefore: boolean): Log => {
  const first = firstSeq(log)
  const older = page.filter((one) => (first === 0 || one.seq < first) && !isGone(log, one.seq))
  return { ...log, messages: [...older, ...log.messages], hasBefore }
}

const unquoted = (reply: NonNullable<Message['reply']>): Message['reply'] => ({
  seq: reply.seq,
  sender_id: null,
  kind: null,
  text: null,
})

/**
 * Takes out what the reader deleted, and what answers quote of it.
 *
 * @param count how many deletions of the reader this log stands for then
 */
export const without = (log: Log, deleted: Iterable<number>, count: number): Log => {
  const { seqs: before, count: known } = goneOf(log)
  const seqs = new Set([...before, ...deleted])
  return {
    ...log,
    gone: { count: Math.max(known, count), seqs },
    messages: log.messages
      .filter((one) => !seqs.has(one.seq))
      .map((one) => (one.reply?.sender_id && seqs.has(one.reply.seq) ? { ...one, reply: unquoted(one.reply) } : one)),
  }
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
          .map((one) => (one.reply && one.reply.seq <= upTo ? { ...one, reply: unquoted(one.reply) } : one)),
      }

/** The newest messages of a log, for keeping. */
export const newest = (log: Log, count: number): Log =>
  log.messages.length <= count ? log : { ...log, messages: log.messages.slice(-count), hasBefore: true }

/** How many messages of others, which a reader can read, stand above a place; those that call the reader, if wished. */
export const countUnread = (log: Log, readSeq: number, me: string, calls = false): number => {
  let count = 0
  for (let i = log.messages.length - 1; i >= 0; i--) {
    const message = log.messages[i]
    if (message === undefined || message.seq <= readSeq) {
      break
    }
    const isReadable =
      message.sender_id !== me && message.kind !== 'system' && !message.recalled_at && !message.purged_at
    if (isReadable && (!calls || message.mentions_all || message.mentions.includes(me))) {
      count++
    }
  }
  return count
}

/** Whether the stretch holds everything above a place. */
export const covers = (log: Log, seq: number): boolean => !log.hasBefore || firstSeq(log) <= seq + 1
