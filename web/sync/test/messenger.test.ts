import { describe, expect, it, vi } from 'vitest'
import { progressOfPending } from '../src'
import type { Messenger } from '../src/engine/messenger'
import { FakeServer } from './fake-server'
import { staged } from './stage'

const stage = staged()

const texts = (messenger: Messenger): string[] | undefined =>
  messenger
    .snapshot()
    .logs.get(stage.server.id)
    ?.messages.map((one) => one.text)
const held = (messenger: Messenger) => messenger.snapshot().conversations.get(stage.server.id)

describe('following the logs', () => {
  it('should show what a snapshot holds, and then what is pushed', async () => {
    stage.server.write('2', 'one')
    const messenger = await stage.ready()
    expect(texts(messenger)).toEqual(['one'])
    stage.server.write('2', 'two')
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'two']))
    expect(held(messenger)?.unread).toBe(2)
  })

  it('should find what was never pushed by the next heartbeat', async () => {
    stage.server.write('2', 'one')
    const messenger = await stage.ready()
    stage.server.faults.dropPushes = true
    stage.server.write('2', 'two')
    stage.server.edit(1, 'ONE')
    stage.server.faults.dropPushes = false
    stage.server.beat()
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['ONE', 'two']))
  })

  it('should wait for what was overtaken, and not ask for it', async () => {
    stage.server.write('2', 'one')
    const messenger = await stage.ready()
    await messenger.openConversation(stage.server.id)
    const pushes: (() => void)[] = []
    const deliver = stage.server.push.bind(stage.server)
    stage.server.push = (...given) => void pushes.push(() => deliver(...given))
    stage.server.write('2', 'two')
    stage.server.write('2', 'three')
    const before = stage.server.requests.length
    pushes.reverse().forEach((push) => push())
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'two', 'three']))
    expect(stage.server.requests.slice(before).filter((one) => one.includes('/sync')).length).toBeLessThanOrEqual(1)
  })

  it('should apply a doubled push once', async () => {
    const messenger = await stage.ready()
    const message = stage.server.write('2', 'one')
    stage.server.push(`private-conversation-${stage.server.id}`, 'message:new', message)
    stage.server.push('private-user-1', 'sync', { head: 1, from: 1, entries: stage.server.entries })
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one']))
    expect(held(messenger)?.unread).toBe(1)
  })

  it('should never let an old form replace a newer one', async () => {
    const first = stage.server.write('2', 'one')
    const messenger = await stage.ready()
    stage.server.edit(1, 'newer')
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['newer']))
    stage.server.push(`private-conversation-${stage.server.id}`, 'message:update', first)
    expect(texts(messenger)).toEqual(['newer'])
  })

  it('should take a snapshot in another life of the store, and throw away what that does not know', async () => {
    stage.server.write('2', 'one')
    stage.server.write('2', 'lost')
    await (await stage.ready()).stop()
    stage.server = new FakeServer()
    stage.server.epoch = 'b'
    stage.server.write('2', 'one, restored')
    const messenger = await stage.ready()
    await messenger.openConversation(stage.server.id)
    expect(texts(messenger)).toEqual(['one, restored'])
  })

  it('should begin anew when the store goes over to another life under an open socket', async () => {
    stage.server.write('2', 'one')
    const messenger = await stage.ready()
    await messenger.openConversation(stage.server.id)
    stage.server.beat()
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one']))
    stage.server.epoch = 'b'
    stage.server.log[0] = { ...(stage.server.log[0] as (typeof stage.server.log)[number]), text: 'one, restored' }
    stage.server.beat()
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one, restored']))
  })

  it('should drop its copies of what is gone for everybody', async () => {
    stage.server.write('2', 'one')
    stage.server.write('2', 'two')
    const messenger = await stage.ready()
    stage.server.purgeSeq = 1
    stage.server.tell({ kind: 'conversation', conversation_id: stage.server.id, version: 1 })
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['two']))
  })

  it('should drop a conversation that answers 404 after a reset', async () => {
    stage.server.write('2', 'one')
    await (await stage.ready()).stop()
    stage.server.epoch = 'b'
    stage.server.gone = true
    const again = await stage.ready()
    await vi.waitFor(() => expect(held(again)).toBeUndefined())
  })
})

describe('the local copy', () => {
  it('should show the history without the server', async () => {
    stage.server.write('2', 'one')
    const first = await stage.ready()
    await vi.waitFor(() => expect(texts(first)).toEqual(['one']))
    await first.stop()
    stage.server.faults.cut = true
    const messenger = await stage.start()
    expect(messenger.snapshot().ready).toBe(true)
    await messenger.openConversation(stage.server.id).catch(() => undefined)
    expect(texts(messenger)).toEqual(['one'])
  })

  it('should go on from its cursor instead of a snapshot', async () => {
    stage.server.write('2', 'one')
    await (await stage.ready()).stop()
    stage.server.write('2', 'two')
    stage.server.requests.length = 0
    const messenger = await stage.ready()
    await messenger.openConversation(stage.server.id)
    expect(texts(messenger)).toEqual(['one', 'two'])
    expect(stage.server.requests).not.toContain('GET /api/sync/snapshot')
  })
})

describe('sending', () => {
  it('should show a message at once and confirm it in its place', async () => {
    stage.server.write('2', 'one')
    const messenger = await stage.ready()
    messenger.send(stage.server.id, 'mine', null)
    expect(stage.pending(messenger).map(progressOfPending)).toEqual(['sending'])
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'mine']))
    expect(stage.pending(messenger)).toEqual([])
  })

  it('should send once though the answer was lost', async () => {
    stage.server.write('2', 'one')
    const messenger = await stage.ready()
    stage.server.faults.loseAnswers = 3
    stage.server.faults.dropPushes = true
    messenger.send(stage.server.id, 'mine', null)
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'mine']))
    expect(stage.server.log.map((one) => one.text)).toEqual(['one', 'mine'])
  })

  it('should keep the order of what waits', async () => {
    stage.server.write('2', 'one')
    const messenger = await stage.ready()
    stage.server.faults.cut = true
    ;['a', 'b', 'c'].forEach((text) => messenger.send(stage.server.id, text, null))
    await vi.waitFor(() =>
      expect(stage.server.requests.filter((one) => one.startsWith('POST')).length).toBeGreaterThan(1),
    )
    stage.server.faults.cut = false
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'a', 'b', 'c']))
  })

  it('should send after a reload what was written before, under the same name', async () => {
    stage.server.write('2', 'one')
    const first = await stage.ready()
    stage.server.faults.cut = true
    first.send(stage.server.id, 'mine', null)
    const name = stage.pending(first)[0]?.clientMsgId
    await vi.waitFor(() => expect(stage.server.requests.some((one) => one.startsWith('POST'))).toBe(true))
    await first.stop()
    stage.server.faults.cut = false
    const second = await stage.ready()
    await vi.waitFor(() => expect(stage.server.log.map((one) => one.text)).toEqual(['one', 'mine']))
    expect(stage.server.log[1]?.client_msg_id).toBe(name)
    await vi.waitFor(() => expect(stage.pending(second)).toEqual([]))
  })

  it('should show a refused message as failed until it is tried again', async () => {
    stage.server.write('2', 'one')
    const messenger = await stage.ready()
    stage.server.faults.refuse = { status: 403, code: 'blocked' }
    messenger.send(stage.server.id, 'mine', null)
    await vi.waitFor(() => expect(stage.pending(messenger).map(progressOfPending)).toEqual(['failed']))
    expect(stage.pending(messenger)[0]?.failed).toBe('blocked')
    messenger.retry(stage.server.id, stage.pending(messenger)[0]?.clientMsgId ?? '')
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'mine']))
  })
})

describe('reading', () => {
  it('should count nothing twice and tell the server how far the reader is', async () => {
    stage.server.write('2', 'one')
    stage.server.write('2', 'two')
    const messenger = await stage.ready()
    messenger.read(stage.server.id, 1)
    expect(held(messenger)).toMatchObject({ unread: 1, me: { read_seq: 1 } })
    messenger.read(stage.server.id, 2)
    expect(held(messenger)?.unread).toBe(0)
    await vi.waitFor(() => expect(stage.server.readSeq).toBe(2))
  })

  it('should tell later what could not be told', async () => {
    stage.server.write('2', 'one')
    const messenger = await stage.ready()
    stage.server.faults.cut = true
    messenger.read(stage.server.id, 1)
    await vi.waitFor(() => expect(stage.server.requests.at(-1)).toContain('/read'))
    stage.server.faults.cut = false
    await messenger.catchUp()
    await vi.waitFor(() => expect(stage.server.readSeq).toBe(1))
  })

  it('should never move a position of somebody else down', async () => {
    stage.server.write('1', 'mine')
    const messenger = await stage.ready()
    const moved = (read_seq: number) =>
      stage.server.push(`private-conversation-${stage.server.id}`, 'receipt:update', {
        conversation_id: stage.server.id,
        positions: [{ user_id: '2', read_seq, delivered_seq: read_seq, at: '2026-01-01T12:00:00.000Z' }],
      })
    moved(1)
    moved(0)
    expect(messenger.snapshot().places.get(stage.server.id)?.get('2')?.readSeq).toBe(1)
  })
})

describe('messages that the reader deleted', () => {
  const opened = async (...said: string[]) => {
    said.forEach((text) => stage.server.write('2', text))
    const messenger = await stage.ready()
    await messenger.openConversation(stage.server.id)
    return messenger
  }

  it('should go from every device, with what is unread of them and what is shown last', async () => {
    const messenger = await opened('one', 'two', 'three')
    stage.server.delete(3, 1)
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['two']))
    await vi.waitFor(() => expect(held(messenger)).toMatchObject({ unread: 1, last_message: { seq: 2 } }))
  })

  it('should go at once from the device on which they are deleted', async () => {
    const messenger = await opened('one', 'two')
    await messenger.deleteMessages(stage.server.id, [2])
    expect(texts(messenger)).toEqual(['one'])
    await vi.waitFor(() => expect(held(messenger)).toMatchObject({ unread: 1, last_message: { seq: 1 } }))
  })

  it('should not come back by a late push, nor by a change of them', async () => {
    const messenger = await opened('one', 'two')
    stage.server.faults.dropPushes = true
    const late = stage.server.write('2', 'late')
    stage.server.delete(2, 3)
    stage.server.faults.dropPushes = false
    stage.server.push('private-user-1', 'sync', { head: 3, from: 3, entries: stage.server.entries.slice(2) })
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one']))
    stage.server.push(`private-conversation-${stage.server.id}`, 'message:new', late)
    stage.server.edit(2, 'two, edited')
    stage.server.write('2', 'four')
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'four']))
  })

  it('should not be shown by a change that comes before a new copy knows of them', async () => {
    stage.server.write('2', 'one')
    stage.server.write('2', 'two')
    stage.server.delete(1)
    const messenger = await stage.ready()
    const shown = new Set<string>()
    messenger.subscribe(() => texts(messenger)?.forEach((text) => shown.add(text)))
    stage.server.edit(1, 'one, edited')
    stage.server.write('2', 'three')
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['two', 'three']))
    expect([...shown]).toEqual(['two', 'three'])
  })

  it('should be gone from a copy that was away when they were deleted, whatever it had to begin anew', async () => {
    const before = await opened('one', 'two', 'three')
    await before.stop()
    stage.server.delete(1)
    stage.server.entries.length = 0 // the log is kept no longer than that
    stage.server.expired = true
    const messenger = await stage.ready()
    await messenger.openConversation(stage.server.id)
    expect(texts(messenger)).toEqual(['two', 'three'])
  })
})

describe('people', () => {
  const name = (messenger: Messenger) => [
    held(messenger)?.peer?.display_name,
    messenger.snapshot().people.get('2')?.display_name,
  ]

  it('should have their new names at once', async () => {
    const messenger = await stage.ready()
    stage.server.rename('Lin Wei')
    await vi.waitFor(() => expect(name(messenger)).toEqual(['Lin Wei', 'Lin Wei']))
  })

  it('should have the names that they took while the reader was away', async () => {
    await (await stage.ready()).stop()
    stage.server.faults.dropPushes = true
    stage.server.rename('Lin Wei')
    stage.server.faults.dropPushes = false
    const messenger = await stage.ready()
    await vi.waitFor(() => expect(name(messenger)).toEqual(['Lin Wei', 'Lin Wei']))
  })
})
