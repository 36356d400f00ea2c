import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  configurePusherServer,
  getPusherChannel,
  getPusherChannels,
  getPusherChannelUsers,
  isGenuinePusherWebhook,
  readPusherWebhook,
  sendPusherUserEvent,
  terminatePusherUserConnections,
} from '../src/server/index.ts'
import { Stub } from './stub.ts'

const KEY = '278d425bdf160c739803'
const SECRET = '7ad3773142a6692b25b8'

let stub: Stub

beforeEach(async () => {
  stub = await Stub.start()
  configurePusherServer({ appId: '3', key: KEY, secret: SECRET, host: '127.0.0.1', port: stub.port, scheme: 'http' })
})

afterEach(() => stub.close())

const told = (body: unknown): void => {
  stub.answers = () => ({ status: 200, body: typeof body === 'string' ? body : JSON.stringify(body) })
}

const asked = (): string[] =>
  stub.asked.map(({ path, query }) => `${path} ${query.get('filter_by_prefix') ?? ''} ${query.get('info') ?? ''}`)

describe('channel queries', () => {
  it('should list channels by name with what was asked for', async () => {
    told({ channels: { 'presence-a': { user_count: 2 }, 'presence-b': {} } })
    expect(await getPusherChannels({ prefix: 'presence-', ask: ['user_count'] })).toEqual(
      new Map([
        ['presence-a', { isOccupied: true, userCount: 2, subscriptionCount: null, cached: null }],
        ['presence-b', { isOccupied: true, userCount: null, subscriptionCount: null, cached: null }],
      ]),
    )
    told({ channels: {} })
    expect((await getPusherChannels()).size).toBe(0)
    expect(asked()).toEqual(['/apps/3/channels presence- user_count', '/apps/3/channels  '])
  })

  it('should tell of one channel and of its users', async () => {
    told({ occupied: true, subscription_count: 3, cache: { data: 'kept', ttl: 10 } })
    expect(await getPusherChannel('cache-a', 'subscription_count', 'cache')).toEqual({
      isOccupied: true,
      userCount: null,
      subscriptionCount: 3,
      cached: 'kept',
    })
    told({ occupied: false })
    expect((await getPusherChannel('a')).isOccupied).toBe(false)
    told({ users: [{ id: '7' }, { id: '8' }] })
    expect(await getPusherChannelUsers('presence-a')).toEqual(['7', '8'])
    expect(asked()).toEqual([
      '/apps/3/channels/cache-a  subscription_count,cache',
      '/apps/3/channels/a  ',
      '/apps/3/channels/presence-a/users  ',
    ])
  })

  it('should refuse illegal names before asking, and answers that are none', async () => {
    const illegal = { kind: 'illegal', field: 'channel' }
    await expect(getPusherChannel('a/b')).rejects.toMatchObject(illegal)
    await expect(getPusherChannelUsers('')).rejects.toMatchObject(illegal)
    expect(stub.asked).toEqual([])
    told('<html>')
    await expect(getPusherChannel('a')).rejects.toMatchObject({ kind: 'refused', status: 200, body: '<html>' })
  })

  it('should ask again after what may pass', async () => {
    stub.answers = (number) => (number === 0 ? { status: 500 } : { status: 200, body: '{"occupied":true}' })
    expect((await getPusherChannel('a')).isOccupied).toBe(true)
    expect(stub.asked).toHaveLength(2)
  })
})

describe('users', () => {
  it('should reach a user, and end their connections', async () => {
    await sendPusherUserEvent({ userId: '7', event: 'hello', data: { to: 'you' } })
    await terminatePusherUserConnections('7')
    expect(stub.asked.map(({ path, body }) => ({ path, body }))).toEqual([
      { path: '/apps/3/events', body: { name: 'hello', channel: '#server-to-user-7', data: '{"to":"you"}' } },
      { path: '/apps/3/users/7/terminate_connections', body: {} },
    ])
  })

  it.each([
    ['userId', { userId: '7/../8' }],
    ['userId', { userId: '..' }],
    ['event', { event: 'pusher:hello' }],
    ['data', { data: undefined }],
    ['data', { data: 'd'.repeat(10_241) }],
  ])('should name the illegal field %s', async (field, wrong) => {
    const event = { userId: '7', event: 'hello', data: 1, ...wrong }
    await expect(sendPusherUserEvent(event)).rejects.toMatchObject({ kind: 'illegal', field })
    expect(stub.asked).toEqual([])
  })

  it('should send an event for a user once, and end connections as often as it takes', async () => {
    stub.answers = () => ({ status: 500 })
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    await sendPusherUserEvent({ userId: '7', event: 'hello', data: 1, silent: true })
    expect([warn.mock.calls.length, stub.asked.length]).toEqual([1, 1])
    warn.mockRestore()
    await expect(terminatePusherUserConnections('7')).rejects.toMatchObject({ kind: 'refused', status: 500 })
    expect(stub.asked).toHaveLength(4)
    await expect(terminatePusherUserConnections('.')).rejects.toMatchObject({ kind: 'illegal', field: 'userId' })
  })
})

describe('webhooks', () => {
  const body = '{"time_ms":1327078148132,"events":[{"name":"channel_occupied","channel":"prüfung"}]}'
  const sign = (text: string, secret = SECRET): string => createHmac('sha256', secret).update(text).digest('hex')
  const genuine = { key: KEY, signature: sign(body), body }

  it('should read what is genuine, as text or as bytes', () => {
    const read = { time: new Date(1327078148132), events: [{ name: 'channel_occupied', channel: 'prüfung' }] }
    expect(readPusherWebhook(genuine)).toEqual(read)
    expect(readPusherWebhook({ ...genuine, body: Buffer.from(body) })).toEqual(read)
  })

  it.each([
    ['another body', { body: `${body} ` }],
    ['another key', { key: 'other' }],
    ['no key', { key: undefined }],
    ['no signature', { signature: null }],
    ['two signatures', { signature: [sign(body), sign(body)] }],
    ['a short signature', { signature: sign(body).slice(0, 62) }],
    ['the signature of another secret', { signature: sign(body, 'other') }],
    [
      'the pair of one key and the secret of another',
      { signature: sign(body, 'old'), or: [{ key: 'k', secret: 'old' }] },
    ],
  ])('should refuse %s', (_, wrong) => {
    const forged = { ...genuine, ...wrong }
    expect(isGenuinePusherWebhook(forged)).toBe(false)
    expect(() => readPusherWebhook(forged)).toThrow(/^X-Pusher-Signature/)
  })

  it('should take the old secret too while it is changed', () => {
    const old = { key: KEY, signature: sign(body, 'old'), body }
    expect(isGenuinePusherWebhook(old)).toBe(false)
    expect(isGenuinePusherWebhook({ ...old, or: [{ key: KEY, secret: 'old' }] })).toBe(true)
    expect(isGenuinePusherWebhook({ ...genuine, or: [{ key: KEY, secret: 'old' }] })).toBe(true)
  })

  it.each(['', 'null', '{}', '{"time_ms":1,"events":[{}]}', '{"time_ms":"1","events":[]}'])(
    'should say that %s is no webhook',
    (text) => {
      const malformed = { key: KEY, signature: sign(text), body: text }
      expect(() => readPusherWebhook(malformed)).toThrow(/^body: /)
    },
  )
})
