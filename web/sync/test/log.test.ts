import { describe, expect, it } from 'vitest'
import type { Message } from '../src/api/types'
import {
  bySeq,
  completed,
  countUnread,
  covers,
  goneOf,
  type Log,
  merge,
  newest,
  prepend,
  without,
} from '../src/state/log'
import { FakeServer } from './fake-server'

const messages = (count: number) => {
  const server = new FakeServer()
  return Array.from({ length: count }, (_, i) => server.write(i % 2 === 0 ? '2' : '1', `text ${i + 1}`))
}

const log = (from: number, to: number): Log => ({
  messages: messages(to).slice(from - 1),
  hasBefore: from > 1,
  rev: to,
})

describe('a log', () => {
  it('should append what follows, in whatever order it was told', () => {
    const more = messages(5).slice(3)
    expect(merge(log(1, 3), more.toReversed(), 5).log.messages.map((one) => one.seq)).toEqual([1, 2, 3, 4, 5])
  })

  it('should take what follows something that the reader may not see, and keep its place', () => {
    const { log: merged } = merge(log(1, 3), messages(6).slice(4), 6)
    expect(merged.messages.map((one) => one.seq)).toEqual([1, 2, 3, 5, 6])
    const changed = { ...(bySeq(merged, 5) as Message), rev: 7, text: 'changed' }
    const { log: again, learned } = merge(merged, [changed], 7)
    expect(again.messages.map((one) => one.text).slice(3)).toEqual(['changed', 'text 6'])
    expect(learned).toEqual([{ before: bySeq(merged, 5), after: changed }])
  })

  it('should leave out what lies below the stretch', () => {
    const merged = merge(log(3, 4), messages(1), 4).log
    expect(merged.messages.map((one) => one.seq)).toEqual([3, 4])
  })

  it('should show in an answer how the answered message begins now', () => {
    const [first, second] = messages(2) as [Message, Message]
    const answer = { ...second, reply: { seq: 1, sender_id: '2', kind: 'text', text: 'text 1' } }
    const held = { messages: [first, answer], hasBefore: false, rev: 2 }
    const edited = merge(held, [{ ...first, rev: 3, text: 'x'.repeat(200) }], 3).log
    expect(bySeq(edited, 2)?.reply?.text).toBe('x'.repeat(160))
    const recalled = merge(edited, [{ ...first, rev: 4, text: '', recalled_at: first.sent_at }], 4).log
    expect(bySeq(recalled, 2)?.reply).toEqual({ seq: 1, sender_id: null, kind: null, text: null })
    const cut = { ...edited, messages: edited.messages.slice(1), hasBefore: true }
    const unheld = merge(cut, [{ ...first, rev: 4, text: '', recalled_at: first.sent_at }], 4).log
    expect(unheld.messages.map((one) => one.reply)).toEqual([{ seq: 1, sender_id: null, kind: null, text: null }])
  })

  it('should complete an event by what is held, and say where it cannot', () => {
    const [first, second] = messages(2) as [Message, Message]
    const own = { ...first, reactions: [{ emoji: '👍', count: 1, mine: true }] }
    const held = { messages: [own], hasBefore: false, rev: 1 }
    const told = { ...first, rev: 2, reactions: [{ emoji: '👍', count: 1 }] }
    expect(completed(held, told)?.reactions).toEqual(own.reactions)
    expect(completed(held, { ...told, reactions: [{ emoji: '👍', count: 2 }] })).toBeNull()
    const answer = { ...second, reply: { seq: 1, sender_id: null, kind: null, text: null } }
    expect(completed(held, answer)?.reply).toMatchObject({ seq: 1, sender_id: '2', text: 'text 1' })
    expect(completed({ ...held, messages: [] }, answer)).toBeNull()
  })

  it('should put an older page before it once', () => {
    const whole = prepend(log(3, 4), messages(3), false)
    expect(whole.messages.map((one) => one.seq)).toEqual([1, 2, 3, 4])
    expect(whole.hasBefore).toBe(false)
  })

  it('should find a message by its number', () => {
    expect(bySeq(log(3, 9), 7)?.seq).toBe(7)
    expect(bySeq(log(3, 9), 2)).toBeUndefined()
  })

  it('should count the messages of others above a place', () => {
    expect(countUnread(log(1, 6), 2, '1')).toBe(2)
    expect(covers(log(3, 6), 2)).toBe(true)
    expect(covers(log(3, 6), 1)).toBe(false)
  })

  it('should say that there is more when it keeps only the newest', () => {
    expect(newest(log(1, 9), 4)).toMatchObject({
      hasBefore: true,
      messages: [{ seq: 6 }, { seq: 7 }, { seq: 8 }, { seq: 9 }],
    })
  })

  it('should keep out what the reader deleted, also as a quote, and however it comes again', () => {
    const [first, second, third] = messages(3) as [Message, Message, Message]
    const answer = { ...third, reply: { seq: 1, sender_id: '2', kind: 'text', text: 'text 1' } }
    const held = { messages: [first, second, answer], hasBefore: false, rev: 3 }
    const left = without(held, [1], 1)
    expect(left.messages.map((one) => one.reply?.text ?? one.text)).toEqual(['text 2', 'text 3'])
    const changed = merge(left, [{ ...first, rev: 4, text: 'edited' }], 4)
    expect(changed.log.messages).toEqual(left.messages)
    expect(changed.log.rev).toBe(4)
    expect(changed.learned).toEqual([])
    expect(prepend({ ...left, messages: left.messages.slice(1) }, [first, second], false).messages).toEqual(
      left.messages,
    )
    expect(goneOf(without(left, [2], 0))).toEqual({ count: 1, seqs: new Set([1, 2]) })
  })
})
