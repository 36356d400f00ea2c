import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apiOf, eraseCopies, progressOfPending } from '../src'
import { Messenger } from '../src/engine/messenger'
import { account, FakeServer } from './fake-server'

const TIMINGS = { gap: 15, save: 5, together: 5, retry: 10, longestRetry: 40, ack: 0 }

let server: FakeServer
let running: Messenger[]

const start = async (): Promise<Messenger> => {
  const messenger = new Messenger({
    api: apiOf('http://parley.test', server.fetch),
    realtime: server.realtime,
    me: account,
    timings: TIMINGS,
  })
  running.push(messenger)
  await messenger.start()
  return messenger
}

const ready = async (): Promise<Messenger> => {
  const messenger = await start()
  await vi.waitFor(() => expect(messenger.snapshot()).toMatchObject({ ready: true, syncing: false }))
  return messenger
}

const texts = (messenger: Messenger): string[] | undefined =>
  messenger
    .snapshot()
    .logs.get(server.id)
    ?.messages.map((one) => one.text)
const pending = (messenger: Messenger) => messenger.snapshot().pending.get(server.id) ?? []
const held = (messenger: Messenger) => messenger.snapshot().conversations.get(server.id)

beforeEach(() => {
  server = new FakeServer()
  running = []
})

afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()))
  await eraseCopies()
})

describe('following the logs', () => {
  it('should show what a snapshot holds, and then what is pushed', async () => {
    server.write('2', 'one')
    const messenger = await ready()
    expect(texts(messenger)).toEqual(['one'])
    server.write('2', 'two')
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'two']))
    expect(held(messenger)?.unread).toBe(2)
  })

  it('should find what was never pushed by the next heartbeat', async () => {
    server.write('2', 'one')
    const messenger = await ready()
    server.faults.dropPushes = true
    server.write('2', 'two')
    server.edit(1, 'ONE')
    server.faults.dropPushes = false
    server.beat()
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['ONE', 'two']))
  })

  it('should wait for what was overtaken, and not ask for it', async () => {
    server.write('2', 'one')
    const messenger = await ready()
    await messenger.openConversation(server.id)
    const pushes: (() => void)[] = []
    const deliver = server.push.bind(server)
    server.push = (...given) => void pushes.push(() => deliver(...given))
    server.write('2', 'two')
    server.write('2', 'three')
    const before = server.requests.length
    pushes.reverse().forEach((push) => push())
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'two', 'three']))
    expect(server.requests.slice(before).filter((one) => one.includes('/sync')).length).toBeLessThanOrEqual(1)
  })

  it('should apply a doubled push once', async () => {
    const messenger = await ready()
    const message = server.write('2', 'one')
    server.push(`private-conversation-${server.id}`, 'message:new', message)
    server.push('private-user-1', 'sync', { head: 1, from: 1, entries: server.entries })
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one']))
    expect(held(messenger)?.unread).toBe(1)
  })

  it('should never let an old form replace a newer one', async () => {
    const first = server.write('2', 'one')
    const messenger = await ready()
    server.edit(1, 'newer')
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['newer']))
    server.push(`private-conversation-${server.id}`, 'message:update', first)
    expect(texts(messenger)).toEqual(['newer'])
  })

  it('should take a snapshot in another life of the store, and throw away what that does not know', async () => {
    server.write('2', 'one')
    server.write('2', 'lost')
    await (await ready()).stop()
    server = new FakeServer()
    server.epoch = 'b'
    server.write('2', 'one, restored')
    const messenger = await ready()
    await messenger.openConversation(server.id)
    expect(texts(messenger)).toEqual(['one, restored'])
  })

  it('should drop its copies of what is gone for everybody', async () => {
    server.write('2', 'one')
    server.write('2', 'two')
    const messenger = await ready()
    server.purgeSeq = 1
    server.tell({ kind: 'conversation', conversation_id: server.id, version: 1 })
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['two']))
  })

  it('should drop a conversation that answers 404 after a reset', async () => {
    server.write('2', 'one')
    await (await ready()).stop()
    server.epoch = 'b'
    server.gone = true
    const again = await ready()
    await vi.waitFor(() => expect(held(again)).toBeUndefined())
  })
})

describe('the local copy', () => {
  it('should show the history without the server', async () => {
    server.write('2', 'one')
    const first = await ready()
    await vi.waitFor(() => expect(texts(first)).toEqual(['one']))
    await first.stop()
    server.faults.cut = true
    const messenger = await start()
    expect(messenger.snapshot().ready).toBe(true)
    await messenger.openConversation(server.id).catch(() => undefined)
    expect(texts(messenger)).toEqual(['one'])
  })

  it('should go on from its cursor instead of a snapshot', async () => {
    server.write('2', 'one')
    await (await ready()).stop()
    server.write('2', 'two')
    server.requests.length = 0
    const messenger = await ready()
    await messenger.openConversation(server.id)
    expect(texts(messenger)).toEqual(['one', 'two'])
    expect(server.requests).not.toContain('GET /api/sync/snapshot')
  })
})

describe('sending', () => {
  it('should show a message at once and confirm it in its place', async () => {
    server.write('2', 'one')
    const messenger = await ready()
    messenger.send(server.id, 'mine', null)
    expect(pending(messenger).map(progressOfPending)).toEqual(['sending'])
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'mine']))
    expect(pending(messenger)).toEqual([])
  })

  it('should send once though the answer was lost', async () => {
    server.write('2', 'one')
    const messenger = await ready()
    server.faults.loseAnswers = 3
    server.faults.dropPushes = true
    messenger.send(server.id, 'mine', null)
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'mine']))
    expect(server.log.map((one) => one.text)).toEqual(['one', 'mine'])
  })

  it('should keep the order of what waits', async () => {
    server.write('2', 'one')
    const messenger = await ready()
    server.faults.cut = true
    ;['a', 'b', 'c'].forEach((text) => messenger.send(server.id, text, null))
    await vi.waitFor(() => expect(server.requests.filter((one) => one.startsWith('POST')).length).toBeGreaterThan(1))
    server.faults.cut = false
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'a', 'b', 'c']))
  })

  it('should send after a reload what was written before, under the same name', async () => {
    server.write('2', 'one')
    const first = await ready()
    server.faults.cut = true
    first.send(server.id, 'mine', null)
    const name = pending(first)[0]?.clientMsgId
    await vi.waitFor(() => expect(server.requests.some((one) => one.startsWith('POST'))).toBe(true))
    await first.stop()
    server.faults.cut = false
    const second = await ready()
    await vi.waitFor(() => expect(server.log.map((one) => one.text)).toEqual(['one', 'mine']))
    expect(server.log[1]?.client_msg_id).toBe(name)
    await vi.waitFor(() => expect(pending(second)).toEqual([]))
  })

  it('should show a refused message as failed until it is tried again', async () => {
    server.write('2', 'one')
    const messenger = await ready()
    server.faults.refuse = { status: 403, code: 'blocked' }
    messenger.send(server.id, 'mine', null)
    await vi.waitFor(() => expect(pending(messenger).map(progressOfPending)).toEqual(['failed']))
    expect(pending(messenger)[0]?.failed).toBe('blocked')
    messenger.retry(server.id, pending(messenger)[0]?.clientMsgId ?? '')
    await vi.waitFor(() => expect(texts(messenger)).toEqual(['one', 'mine']))
  })
})

describe('reading', () => {
  it('should count nothing twice and tell the server how far the reader is', async () => {
    server.write('2', 'one')
    server.write('2', 'two')
    const messenger = await ready()
    messenger.read(server.id, 1)
    expect(held(messenger)).toMatchObject({ unread: 1, me: { read_seq: 1 } })
    messenger.read(server.id, 2)
    expect(held(messenger)?.unread).toBe(0)
    await vi.waitFor(() => expect(server.readSeq).toBe(2))
  })

  it('should tell later what could not be told', async () => {
    server.write('2', 'one')
    const messenger = await ready()
    server.faults.cut = true
    messenger.read(server.id, 1)
    await vi.waitFor(() => expect(server.requests.at(-1)).toContain('/read'))
    server.faults.cut = false
    await messenger.catchUp()
    await vi.waitFor(() => expect(server.readSeq).toBe(1))
  })

  it('should never move a position of somebody else down', async () => {
    server.write('1', 'mine')
    const messenger = await ready()
    const moved = (read_seq: number) =>
      server.push(`private-conversation-${server.id}`, 'receipt:update', {
        conversation_id: server.id,
        positions: [{ user_id: '2', read_seq, delivered_seq: read_seq, at: '2026-01-01T12:00:00.000Z' }],
      })
    moved(1)
    moved(0)
    expect(messenger.snapshot().places.get(server.id)?.get('2')?.readSeq).toBe(1)
  })
})
