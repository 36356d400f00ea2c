import type { Conversation, NotifySettings, State } from '@parley/sync'
import { levelOf, totalUnread } from '@parley/sync'
import { describe, expect, it } from 'vitest'
import { newsOf, pushOf, seenOf } from '../src/notify/news'
import { noteOf, type Push } from '../src/notify/note'
import { isQuiet } from '../src/notify/quiet'

const NOW = new Date('2026-11-21T10:00:00Z')

const conversation = (id: string, given: object = {}, me: object = {}): Conversation =>
  ({
    id,
    kind: 'group',
    title: 'Garden',
    listed: true,
    unread: 0,
    mentions: 0,
    last_seq: 3,
    me: { muted_until: null, notify_level: null, marked_unread: false, left_at: null, ...me },
    last_message: { kind: 'text', sender_id: 'lin', preview: 'Hello', sent_at: '2026-11-21T09:59:00.000Z' },
    ...given,
  }) as unknown as Conversation

const state = (conversations: readonly Conversation[], notify: NotifySettings | null = null): State =>
  ({
    me: { id: 'ada' },
    notify,
    conversations: new Map(conversations.map((one) => [one.id, one])),
    people: new Map([['lin', { display_name: 'Lin' }]]),
  }) as unknown as State

describe('quiet hours', () => {
  it.each([
    ['2026-11-21T13:59:59Z', 'Asia/Shanghai', false],
    ['2026-11-21T14:00:00Z', 'Asia/Shanghai', true],
    ['2026-11-21T22:59:59Z', 'Asia/Shanghai', true],
    ['2026-11-21T23:00:00Z', 'Asia/Shanghai', false],
    ['2026-03-29T04:59:59Z', 'Europe/Berlin', true],
    ['2026-03-29T05:00:00Z', 'Europe/Berlin', false],
    ['2026-10-25T05:59:59Z', 'Europe/Berlin', true],
    ['2026-10-25T06:00:00Z', 'Europe/Berlin', false],
  ])('should go by the clock on the wall at %s in %s', (now, zone, quiet) => {
    expect(isQuiet({ from: '22:00', to: '07:00', zone }, new Date(now))).toBe(quiet)
  })

  it('should be none where none are set', () => {
    expect(isQuiet(null, NOW)).toBe(false)
  })
})

describe('the number on the icon', () => {
  it('should count what somebody wants to be told of', () => {
    const later = '2026-11-21T11:00:00.000Z'
    const all = [
      conversation('a', { unread: 3, mentions: 1 }),
      conversation('b', { unread: 5, mentions: 2 }, { notify_level: 'mentions' }),
      conversation('c', { unread: 7 }, { notify_level: 'none' }),
      conversation('d', { unread: 9 }, { muted_until: later, notify_level: 'all' }),
      conversation('e', {}, { marked_unread: true }),
      conversation('f', { unread: 11 }, { left_at: later }),
    ]
    const { conversations } = state(all)
    expect(totalUnread(conversations, null, NOW.getTime())).toBe(3 + 2 + 1)
    expect(totalUnread(conversations, { level: 'none', preview: true, quiet: null }, NOW.getTime())).toBe(2)
    expect(levelOf(all[3] as Conversation, null, Date.parse(later) + 1)).toBe('all')
  })
})

describe('what is told', () => {
  const before = state([conversation('a')])
  const news = (given: object, me: object = {}, notify: NotifySettings | null = null): number =>
    newsOf(state([conversation('a', { last_seq: 4, unread: 1, ...given }, me)], notify), seenOf(before), NOW).length

  it('should be new messages of others', () => {
    expect(news({})).toBe(1)
    expect(news({ last_seq: 3 })).toBe(0)
    expect(news({ unread: 0 })).toBe(0)
    expect(news({ last_message: { kind: 'text', sender_id: 'ada' } })).toBe(0)
    expect(news({ last_message: { kind: 'system', sender_id: 'lin' } })).toBe(0)
    expect(news({ id: 'another' })).toBe(0)
  })

  it('should go by the level and the hour', () => {
    expect(news({}, { notify_level: 'mentions' })).toBe(0)
    expect(news({ mentions: 1 }, { notify_level: 'mentions' })).toBe(1)
    expect(news({ mentions: 1 }, { notify_level: 'none' })).toBe(0)
    const quiet = { from: '10:00', to: '11:00', zone: 'UTC' }
    expect(news({ mentions: 1 }, {}, { level: 'all', preview: true, quiet })).toBe(0)
  })

  it('should hold no words where none may be shown', () => {
    const garden = conversation('a', { unread: 1 })
    const shown = noteOf(pushOf(state([garden]), garden, 'en', 1))
    expect(shown).toMatchObject({ title: 'Garden', options: { body: 'Lin: Hello', tag: 'conversation-a' } })
    const hidden = noteOf(pushOf(state([garden], { level: 'all', preview: false, quiet: null }), garden, 'en', 1))
    expect(hidden).toMatchObject({ title: 'Parley', options: { body: 'New message' } })
  })
})

describe('a push', () => {
  const push: Push = {
    kind: 'message',
    locale: 'en',
    conversation: '7',
    silent: false,
    unread: 1,
    badge: 1,
    at: '2026-11-21T10:00:00.000Z',
    title: '',
    sender: 'Lin',
    message_kind: 'text',
    text: 'Hello',
  }

  it.each([
    [{}, 'Lin', 'Hello'],
    [{ title: 'Garden' }, 'Garden', 'Lin: Hello'],
    [{ unread: 3 }, 'Lin', 'Hello\n3 unread messages'],
    [{ message_kind: 'image', text: '' }, 'Lin', 'Photo'],
    [{ message_kind: 'image', text: '', locale: 'zh-CN' }, 'Lin', '图片'],
    [{ kind: 'recalled' as const, sender: undefined }, 'Parley', 'A message was taken back'],
    [{ kind: 'test' as const, sender: undefined, locale: 'zh-CN' }, 'Parley', '此设备可以收到通知。'],
  ])('should be told in words: %j', (given, title, body) => {
    expect(noteOf({ ...push, ...given } as Push)).toMatchObject({ title, options: { body } })
  })

  it('should take the place of the one before, without a sound if that is taken back', () => {
    expect(noteOf(push).options).toMatchObject({ tag: 'conversation-7', renotify: true, data: { path: '/c/7' } })
    expect(noteOf({ ...push, silent: true }).options).toMatchObject({ silent: true, renotify: false })
  })
})
