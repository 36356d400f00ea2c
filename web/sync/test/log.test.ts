import { describe, expect, it } from 'vitest'
import { bySeq, countUnread, covers, type Log, merge, newest, prepend } from '../src/state/log'
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
    expect(merge(log(1, 3), more.toReversed(), 5)?.messages.map((one) => one.seq)).toEqual([1, 2, 3, 4, 5])
  })

  it('should refuse a hole', () => {
    expect(merge(log(1, 3), messages(5).slice(4), 5)).toBeNull()
  })

  it('should leave out what lies below the stretch', () => {
    const merged = merge(log(3, 4), messages(1), 4)
    expect(merged?.messages.map((one) => one.seq)).toEqual([3, 4])
  })

  it('should keep which reactions are the own ones when an event does not tell', () => {
    const held = log(1, 1)
    const first = held.messages[0]
    if (first === undefined) {
      throw new Error('one message')
    }
    const own = { ...first, rev: 2, reactions: [{ emoji: '👍', count: 1, mine: true }] }
    const told = {
      ...first,
      rev: 3,
      reactions: [
        { emoji: '👍', count: 2 },
        { emoji: '🎉', count: 1 },
      ],
    }
    const merged = merge(merge(held, [own], 2) ?? held, [told], 3)
    expect(merged?.messages[0]?.reactions).toEqual([
      { emoji: '👍', count: 2, mine: true },
      { emoji: '🎉', count: 1, mine: false },
    ])
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
})
