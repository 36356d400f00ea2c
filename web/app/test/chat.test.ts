import type { Conversation, Message, Person, Place } from '@parley/sync'
import { describe, expect, it } from 'vitest'
import { callables, callingAt, completed } from '../src/chat/mention'
import { seenUnder } from '../src/chat/seen'
import { receiversOf } from '../src/forward/receivers'
import { neighbourOf } from '../src/keys/neighbour'

describe('a name behind an @', () => {
  it.each([
    ['@', ''],
    ['hello @ad', 'ad'],
    ['你好@林', '林'],
    ['＠lin', 'lin'],
  ])('should be seen in %s', (text, begun) => {
    expect(callingAt(text, text.length)?.begun).toBe(begun)
  })

  it.each(['mail@example', 'hello @ada there', '@@', 'no name'])('should not be seen in %s', (text) => {
    expect(callingAt(text, text.length)).toBeNull()
  })

  it('should be completed where the caret stands, and keep what follows', () => {
    const text = 'so @ad what?'
    const calling = callingAt(text, 6)
    expect(calling && completed(text, calling, 'ada')).toEqual({ text: 'so @ada what?', caret: 8 })
  })

  it('should offer names that begin so before names that hold it', () => {
    const people = ['Nora Ada', 'Madam', 'Ada', 'Bob'].map((name, i) => ({
      id: String(i),
      username: `u${i}`,
      display_name: name,
    }))
    expect(callables(people, 'ad').map((one) => one.display_name)).toEqual(['Nora Ada', 'Ada', 'Madam'])
  })
})

describe('the faces of those who have seen a message', () => {
  const message = (seq: number, mine: boolean): Message =>
    ({ seq, kind: 'text', sender_id: mine ? 'me' : 'else' }) as Message
  const place = (readSeq: number, readAt: string): Place => ({ readSeq, deliveredSeq: readSeq, readAt })

  it('should stand once, under the last own message that each has seen', () => {
    const under = seenUnder(
      [message(1, true), message(2, false), message(3, true), message(4, true), message(5, false)],
      new Map([
        ['me', place(5, '')],
        ['early', place(2, '2026-01-01')],
        ['late', place(5, '2026-01-02')],
        ['later', place(4, '2026-01-03')],
        ['never', place(0, '')],
      ]),
      'me',
    )
    expect([...under]).toEqual([
      [4, ['later', 'late']],
      [1, ['early']],
    ])
  })
})

const conversation = (id: string, unread: number, extra: Partial<Conversation> = {}): Conversation =>
  ({
    id,
    unread,
    kind: 'group',
    listed: true,
    read_only: false,
    active_at: `2026-01-0${9 - Number(id)}`,
    me: { pinned: false, marked_unread: false },
    ...extra,
  }) as Conversation

describe('the neighbour of the open conversation', () => {
  const list = [conversation('1', 0), conversation('2', 3), conversation('3', 0), conversation('4', 1)]

  it('should be the one above or below, and none beyond the ends', () => {
    expect(neighbourOf(list, '2', 1, false)).toBe('3')
    expect(neighbourOf(list, '1', -1, false)).toBeNull()
    expect(neighbourOf(list, null, 1, false)).toBe('1')
    expect(neighbourOf(list, null, -1, false)).toBe('4')
  })

  it('should be unread if asked so, beginning anew at the ends', () => {
    expect(neighbourOf(list, '2', 1, true)).toBe('4')
    expect(neighbourOf(list, '4', 1, true)).toBe('2')
    expect(neighbourOf(list, '2', -1, true)).toBe('4')
    expect(neighbourOf([conversation('1', 5)], '1', 1, true)).toBeNull()
  })
})

describe('those whom a message can be handed on to', () => {
  it('should be conversations that take messages, and contacts without one', () => {
    const person = (id: string): Person =>
      ({ id, username: `u${id}`, display_name: `Name ${id}`, deleted: false }) as Person
    const conversations = new Map(
      [
        conversation('1', 0, { kind: 'direct', peer: person('7') }),
        conversation('2', 0, { read_only: true }),
        conversation('3', 0),
      ].map((one) => [one.id, one]),
    )
    const receivers = receiversOf(conversations, [person('7'), person('8')], (one) => `Title ${one.id}`)
    expect(receivers.map((one) => [one.title, one.conversationId])).toEqual([
      ['Title 1', '1'],
      ['Title 3', '3'],
      ['Name 8', null],
    ])
  })
})
