import type { Log, Message, Pending } from '@parley/sync'
import { describe, expect, it } from 'vitest'
import { rowMaker, rowsOf } from '../src/chat/rows'

const message = (seq: number, senderId: string, sentAt: string, kind = 'text'): Message => ({
  conversation_id: '9',
  seq,
  id: `m${seq}`,
  rev: seq,
  sender_id: senderId,
  client_msg_id: `c${seq}`,
  kind,
  text: `text ${seq}`,
  system: null,
  file_id: null,
  file: null,
  reply: null,
  forwarded: null,
  mentions: [],
  mentions_all: false,
  edits: 0,
  sent_at: sentAt,
  edited_at: null,
  recalled_at: null,
  recalled_by: null,
  purged_at: null,
  pinned_at: null,
  reactions: [],
})

const pending = (clientMsgId: string): Pending => ({
  clientMsgId,
  conversationId: '9',
  text: 'on its way',
  file: null,
  replySeq: null,
  createdAt: '2026-01-01T12:09:00.000Z',
  seq: null,
  failed: null,
})

const log = (...messages: Message[]): Log => ({ messages, hasBefore: false, rev: messages.length })

const kinds = (rows: ReturnType<typeof rowsOf>): string[] => rows.map((row) => row.type)

describe('the lines of a conversation', () => {
  it('should group what one person sent within five minutes', () => {
    const rows = rowsOf(
      log(
        message(1, '2', '2026-01-01T12:00:00.000Z'),
        message(2, '2', '2026-01-01T12:04:00.000Z'),
        message(3, '2', '2026-01-01T12:10:00.000Z'),
        message(4, '1', '2026-01-01T12:10:30.000Z'),
      ),
      [],
      '1',
      null,
    )
    const shape = rows.flatMap((row) =>
      row.type === 'bubble' ? [`${row.first ? '(' : '-'}${row.last ? ')' : '-'}`] : [],
    )
    expect(shape).toEqual(['(-', '-)', '()', '()'])
  })

  it('should part days, and not group across a system message', () => {
    const rows = rowsOf(
      log(
        message(1, '2', '2026-01-01T12:00:00.000Z'),
        message(2, '2', '2026-01-01T12:00:10.000Z', 'system'),
        message(3, '2', '2026-01-01T12:00:20.000Z'),
        message(4, '2', '2026-01-03T12:00:20.000Z'),
      ),
      [],
      '1',
      null,
    )
    expect(kinds(rows)).toEqual(['day', 'bubble', 'note', 'bubble', 'day', 'bubble'])
  })

  it('should divide above the first new message of somebody else, and count those', () => {
    const rows = rowsOf(
      log(
        message(1, '2', '2026-01-01T12:00:00.000Z'),
        message(2, '1', '2026-01-01T12:01:00.000Z'),
        message(3, '2', '2026-01-01T12:02:00.000Z'),
        message(4, '2', '2026-01-01T12:02:30.000Z'),
      ),
      [],
      '1',
      1,
    )
    expect(kinds(rows)).toEqual(['day', 'bubble', 'bubble', 'unread', 'bubble', 'bubble'])
    expect(rows.find((row) => row.type === 'unread')).toMatchObject({ count: 2 })
  })

  it('should show no divider where nothing is new', () => {
    expect(kinds(rowsOf(log(message(1, '2', '2026-01-01T12:00:00.000Z')), [], '1', 1))).toEqual(['day', 'bubble'])
  })

  it('should keep the key of a message when it is confirmed', () => {
    const before = rowsOf(log(message(1, '2', '2026-01-01T12:00:00.000Z')), [pending('c2')], '1', null)
    const after = rowsOf(
      log(message(1, '2', '2026-01-01T12:00:00.000Z'), message(2, '1', '2026-01-01T12:09:01.000Z')),
      [],
      '1',
      null,
    )
    expect(after.map((row) => row.key)).toEqual(before.map((row) => row.key))
  })
})

describe('lines that are made again', () => {
  /** Anything between the same people over three days. */
  const any = (seq: number, random: () => number): Message =>
    message(
      seq,
      String(1 + Math.floor(random() * 3)),
      new Date(Date.UTC(2026, 0, 1, 12) + seq * 1_000 * 60 * (random() < 0.1 ? 600 : 2)).toISOString(),
      random() < 0.1 ? 'system' : 'text',
    )
  const randomOf = (seed: number) => () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }

  it.each([1, 2, 3, 4, 5])('should be the same as those made anew, whatever changed (%i)', (seed) => {
    const random = randomOf(seed)
    const make = rowMaker()
    const all = Array.from({ length: 120 }, (_, i) => any(i + 1, random))
    let [from, to] = [60, 70]
    for (let i = 0; i < 60; i++) {
      const at = from + Math.floor(random() * (to - from))
      switch (Math.floor(random() * 4)) {
        case 0:
          to = Math.min(all.length, to + 1 + Math.floor(random() * 3))
          break
        case 1:
          from = Math.max(0, from - Math.floor(random() * 5))
          break
        case 2:
          all[at] = { ...(all[at] as Message), text: `changed ${i}` }
          break
        default:
          all[at] = { ...(all[at] as Message), kind: 'system' }
      }
      const held: Log = { messages: all.slice(from, to), hasBefore: from > 0, rev: i }
      const waiting = random() < 0.4 ? [pending(`p${i}`)] : []
      const newAfter = seed % 2 === 0 ? 65 : null
      expect(make(held, waiting, '1', newAfter)).toEqual(rowsOf(held, waiting, '1', newAfter))
    }
  })

  it('should keep the lines of what did not change', () => {
    const make = rowMaker()
    const messages = Array.from({ length: 50 }, (_, i) => message(i + 1, '2', '2026-01-01T12:00:00.000Z'))
    const before = make(log(...messages), [], '1', null)
    const after = make(log(...messages, message(51, '2', '2026-01-01T12:00:01.000Z')), [], '1', null)
    expect(after.filter((row) => !before.includes(row))).toHaveLength(2)
    expect(make(log(...messages), [], '1', null)).toEqual(before)
  })
})
