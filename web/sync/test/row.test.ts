import { describe, expect, it } from 'vitest'
import type { Message } from '../src/api/types'
import { after, isOlder } from '../src/state/row'
import { FakeServer } from './fake-server'

const ME = '1'

/** A row at its second message, and the next one. */
const next = (change: Partial<Message> = {}) => {
  const server = new FakeServer()
  server.write('2', 'one')
  server.write('2', 'two')
  const row = server.conversation()
  return { row, before: server.log[1], message: { ...server.write('2', 'three'), ...change } }
}

describe('a row of the list', () => {
  it('should move on by the next message', () => {
    const { row, message } = next({ mentions: [ME] })
    const moved = after(row, { before: undefined, after: message }, ME)
    expect(moved).toMatchObject({
      last_seq: 3,
      last_rev: 3,
      unread: 3,
      mentions: 1,
      last_message: { preview: 'three' },
    })
  })

  it('should not count what the reader wrote, nor what nobody did', () => {
    const { row, message } = next({ sender_id: ME })
    expect(after(row, { before: undefined, after: message }, ME)?.unread).toBe(2)
    expect(after(row, { before: undefined, after: { ...message, kind: 'system' } }, ME)?.unread).toBe(2)
  })

  it('should show how the last message begins after an edit', () => {
    const { row, before, message } = next()
    const edited = { ...(before as Message), rev: message.rev, text: 'TWO' }
    expect(after(row, { before, after: edited }, ME)).toMatchObject({ last_seq: 2, last_message: { preview: 'TWO' } })
  })

  it.each([
    ['one that overtook another', { rev: 9 }],
    ['one after a number that is not known', { seq: 4 }],
    ['one that was taken back already', { recalled_at: '2026-01-01T12:00:00.000Z' }],
    ['one that calls its own writer', { sender_id: ME, mentions: [ME] }],
  ])('should leave %s to the server', (_, change) => {
    const { row, message } = next(change)
    expect(after(row, { before: undefined, after: message }, ME)).toBeNull()
  })

  it('should leave to the server what changes a count, or was shown before it was known', () => {
    const { row, before, message } = next()
    const changed = { ...(before as Message), rev: message.rev }
    expect(after(row, { before, after: { ...changed, mentions: [ME] } }, ME)).toBeNull()
    expect(after(row, { before, after: { ...changed, recalled_at: changed.sent_at } }, ME)).toBeNull()
    expect(after(row, { before: changed, after: changed }, ME)).toBeNull()
  })

  it('should not be replaced by an older answer, unless the reader has left', () => {
    const { row } = next()
    expect(isOlder({ ...row, last_rev: 1 }, row)).toBe(true)
    expect(isOlder({ ...row, last_rev: 1, me: { ...row.me, left_at: row.created_at } }, row)).toBe(false)
    expect(isOlder(row, row)).toBe(false)
  })
})
