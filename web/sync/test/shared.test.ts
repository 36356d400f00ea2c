import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apiOf, eraseCopies, glance, Problem, type SharedMessenger, sharedMessenger } from '../src'
import { Messenger } from '../src/engine/messenger'
import type { Access } from '../src/session/access'
import { Host } from '../src/shared/host'
import { account, FakeRealtime, FakeServer } from './fake-server'
import { SHORT } from './timings'

let server: FakeServer
let host: Host
let engines: Messenger[]
let pages: SharedMessenger[]
let tokens: (string | null)[]

const access = (token: string): Access => ({ token, expiresAt: Date.now() + 600_000 })

/** A page that shares the engine, as a tab does. */
const page = (me = account, token: () => Promise<Access> = () => Promise.resolve(access('t1'))): SharedMessenger => {
  const one = sharedMessenger({ me, access: token, onLost: () => undefined })
  const { port1, port2 } = new MessageChannel()
  host.connect(port2)
  one.attach(port1)
  pages.push(one)
  return one
}

const ready = async (one: SharedMessenger): Promise<SharedMessenger> => {
  await vi.waitFor(() => expect(one.snapshot()).toMatchObject({ ready: true, syncing: false }))
  return one
}

const texts = (one: SharedMessenger): string[] =>
  one
    .snapshot()
    .logs.get(server.id)
    ?.messages.map(({ text }) => text) ?? []

const copies = async (): Promise<string[]> =>
  (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('parley-') ? name : []))

beforeEach(() => {
  server = new FakeServer()
  engines = []
  pages = []
  tokens = []
  host = new Host({
    origin: 'http://parley.test',
    fetch: (request) => {
      tokens.push(request.headers.get('Authorization'))
      return server.fetch(request)
    },
    make: (me, api) => {
      const engine = new Messenger({ api, realtime: server.realtime, me, timings: SHORT })
      engines.push(engine)
      return engine
    },
  })
})

afterEach(async () => {
  pages.forEach((one) => one.leave(false))
  await Promise.all(engines.map((one) => one.stop()))
  await eraseCopies()
})

describe('a page before its engine', () => {
  const list = (one: SharedMessenger) => [...one.snapshot().conversations.values()].map(({ unread }) => unread)

  it('should show the list of the copy, and the list of the engine once that has one', async () => {
    server.write('2', 'one')
    const before = await ready(page())
    await before.flush()
    before.leave(false)
    await Promise.all(engines.map((one) => one.stop()))
    server.write('2', 'two')
    const seen = await glance(account.id)
    const one = sharedMessenger({ me: account, access: () => Promise.reject(new Error()), onLost: () => undefined })
    one.prime(seen ?? { conversations: [], people: [] })
    expect(one.snapshot().ready).toBe(true)
    expect(list(one)).toEqual([1])
    one.leave(false)
    const later = await ready(page())
    expect(list(later)).toEqual([2])
    later.prime(seen ?? { conversations: [], people: [] })
    expect(list(later)).toEqual([2])
  })

  it('should open from the copy what it asks for before that is read, though the server is gone', async () => {
    server.write('2', 'one')
    const before = await ready(page())
    await before.openConversation(server.id)
    await before.flush()
    before.leave(false)
    await Promise.all(engines.map((one) => one.stop()))
    server.faults.cut = true
    const one = page()
    await one.openConversation(server.id).catch(() => undefined)
    expect(texts(one)).toEqual(['one'])
  })

  it('should see nothing where there is no copy, and make none', async () => {
    expect(await glance('404')).toBeNull()
    expect(await copies()).toEqual([])
  })
})

describe('several pages', () => {
  it('should show what is done before it says so, however soon after something else', async () => {
    const one = await ready(page())
    server.faults.dropPushes = true
    for (const count of [1, 2, 3]) {
      server.write('2', 'words')
      await one.refresh(server.id)
      expect(one.snapshot().conversations.get(server.id)?.unread).toBe(count)
    }
  })

  it('should share one engine, and all show what comes and what one of them sends', async () => {
    server.write('2', 'one')
    const all = await Promise.all([page(), page(), page()].map(ready))
    server.write('2', 'two')
    all[0]?.send(server.id, 'mine', null)
    for (const one of all) {
      await vi.waitFor(() => expect(texts(one)).toEqual(['one', 'two', 'mine']))
    }
    expect(engines).toHaveLength(1)
    expect(server.requests.filter((one) => one === 'GET /api/sync/snapshot')).toHaveLength(1)
  })

  it('should go on when the one that was first has left', async () => {
    const first = await ready(page())
    const second = await ready(page())
    first.leave(false)
    await second.refresh(server.id) // by now the engine knows
    await second.refresh(server.id)
    server.write('2', 'one')
    await vi.waitFor(() => expect(texts(second)).toEqual(['one']))
    expect(texts(first)).toEqual([])
    expect(engines).toHaveLength(1)
  })

  it('should follow what any of them has open, until it leaves', async () => {
    const [one, other] = [await ready(page()), await ready(page())]
    await one.openConversation(server.id)
    await other.openConversation(server.id)
    one.closeConversation()
    server.write('2', 'one')
    await vi.waitFor(() => expect(texts(other)).toEqual(['one']))
    expect(server.realtime.followed).toContain(`private-conversation-${server.id}`)
  })

  it('should keep the copy when the last has left, and begin from it', async () => {
    server.write('2', 'one')
    const first = await ready(page())
    await vi.waitFor(() => expect(texts(first)).toEqual(['one']))
    first.leave(false)
    await vi.waitFor(async () => expect(await copies()).toEqual(['parley-1']))
    server.requests.length = 0
    await ready(page())
    expect(engines).toHaveLength(2)
    expect(server.requests).not.toContain('GET /api/sync/snapshot')
  })

  it('should show what it writes at once, and the same in its place when it is sent', async () => {
    const one = await ready(page())
    server.faults.cut = true
    one.send(server.id, 'mine', null)
    const waiting = () => one.snapshot().pending.get(server.id) ?? []
    expect(waiting().map(({ text }) => text)).toEqual(['mine'])
    const name = waiting()[0]?.clientMsgId
    await one.flush() // by now the engine knows
    expect(waiting().map(({ clientMsgId }) => clientMsgId)).toEqual([name])
    server.faults.cut = false
    await vi.waitFor(() => expect(texts(one)).toEqual(['mine']))
    expect(server.log[0]?.client_msg_id).toBe(name)
    expect(waiting()).toEqual([])
  })

  it('should hand to the next engine what the last one did not hear', async () => {
    const one = await ready(page())
    const dead = new MessageChannel() // nobody listens at its other end
    one.attach(dead.port1)
    one.send(server.id, 'first', null)
    one.send(server.id, 'second', null)
    const { port1, port2 } = new MessageChannel()
    host.connect(port2)
    one.attach(port1)
    await vi.waitFor(() => expect(texts(one)).toEqual(['first', 'second']))
    expect(server.log.map(({ text }) => text)).toEqual(['first', 'second'])
    dead.port2.close()
  })

  it('should be told why something failed, by its code', async () => {
    server.write('1', 'mine')
    const one = await ready(page())
    server.faults.refuse = { status: 409, code: 'too-late' }
    const failure = await one.edit(server.id, 1, 'x').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Problem)
    expect(failure).toMatchObject({ status: 409, code: 'too-late', isPassing: false })
    await one.edit(server.id, 1, 'changed')
    expect(texts(one)).toEqual(['changed'])
  })
})

describe('tokens', () => {
  it('should come from a page, once for all', async () => {
    let asked = 0
    await ready(
      page(account, () => {
        asked++
        return Promise.resolve(access('t1'))
      }),
    )
    expect(asked).toBe(1)
    expect(new Set(tokens)).toEqual(new Set(['Bearer t1']))
  })

  it('should come from another page if the first has none', async () => {
    page(account, () => Promise.reject(new TypeError('network')))
    await ready(page(account, () => Promise.resolve(access('t2'))))
    expect(new Set(tokens)).toEqual(new Set(['Bearer t2']))
  })
})

describe('the end of a session', () => {
  it('should end the engine for every page and erase the copy', async () => {
    server.write('2', 'private words')
    const [one, other] = [await ready(page()), await ready(page())]
    await vi.waitFor(async () => expect(await copies()).toEqual(['parley-1']))
    one.leave(true)
    await vi.waitFor(async () => expect(await copies()).toEqual([]))
    other.send(server.id, 'too late', null)
    await expect(other.refresh(server.id)).rejects.toThrow()
    expect(server.log.map(({ text }) => text)).toEqual(['private words'])
    expect(await copies()).toEqual([])
  })

  it('should let another account begin with nothing of the last', async () => {
    server.write('2', 'private words')
    await ready(page())
    const lin = page({ ...account, id: '7' })
    await ready(lin)
    expect(lin.snapshot().me.id).toBe('7')
    expect(await copies()).toEqual(['parley-7'])
  })
})

describe('two engines over one copy', () => {
  const begin = async (): Promise<Messenger> => {
    const api = apiOf('http://parley.test', server.fetch)
    const one = new Messenger({ api, realtime: new FakeRealtime(), me: account, timings: SHORT })
    engines.push(one)
    await one.start()
    await vi.waitFor(() => expect(one.snapshot()).toMatchObject({ ready: true, syncing: false }))
    return one
  }
  const held = (one: Messenger | undefined) => one?.snapshot().conversations.get(server.id)?.last_seq

  it('should never leave a position that stands for more than is there', async () => {
    server.write('2', 'one')
    await ready(page())
    const [first] = engines
    const second = await begin()
    server.write('2', 'two') // the first alone hears of it, and writes
    await vi.waitFor(() => expect(held(first)).toBe(2))
    await first?.flush()
    second.read(server.id, 1)
    await second.flush()
    await Promise.all([first?.stop(), second.stop()])
    expect(held(await begin())).toBe(2)
  })
})
