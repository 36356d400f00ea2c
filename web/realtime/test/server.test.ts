import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  configurePusherServer,
  createPusherAuthHandler,
  createPusherUserAuthHandler,
  type PusherRealtimeEvent,
  sendMultiplePusherRealtimeEvents,
  sendPusherRealtimeEvent,
} from '../src/server/index.ts'
import { signedQuery } from '../src/server/sign.ts'
import { Stub } from './stub.ts'

const KEY = '278d425bdf160c739803'
const SECRET = '7ad3773142a6692b25b8'
const MASTER = Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')

let stub: Stub

const configure = (more = {}): void =>
  configurePusherServer({
    appId: '3',
    key: KEY,
    secret: SECRET,
    host: '127.0.0.1',
    port: stub.port,
    scheme: 'http',
    encryptionMasterKeyBase64: MASTER,
    ...more,
  })

beforeEach(async () => {
  stub = await Stub.start()
  configure()
})

afterEach(() => stub.close())

const events = (count: number): PusherRealtimeEvent[] =>
  Array.from({ length: count }, (_, n) => ({ channel: 'app-updates', event: 'app-updated', data: { n } }))

describe('sending', () => {
  it('should sign as the published vector does', () => {
    const body = '{"name":"foo","channels":["project-3"],"data":"{\\"some\\":\\"data\\"}"}'
    const request = { key: KEY, secret: SECRET, method: 'POST', path: '/apps/3/events', parameters: {}, body }
    expect(signedQuery({ ...request, seconds: 1353088179 })).toContain(
      'auth_signature=da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c',
    )
  })

  it('should send text as it is and other data as JSON, over one connection', async () => {
    await sendPusherRealtimeEvent({ channel: 'a', event: 'e', data: { appId: '1' } })
    await sendPusherRealtimeEvent({ channel: 'a', event: 'e', data: 'text', socketId: '1.2' })
    expect(stub.asked.map(({ path, body }) => ({ path, body }))).toEqual([
      { path: '/apps/3/events', body: { name: 'e', channel: 'a', data: '{"appId":"1"}' } },
      { path: '/apps/3/events', body: { name: 'e', channel: 'a', data: 'text', socket_id: '1.2' } },
    ])
    expect(new Set(stub.asked.map(({ fromPort }) => fromPort)).size).toBe(1)
  })

  it.each([25, 250])('should split %i events into legal batches in their order', async (count) => {
    expect((await sendMultiplePusherRealtimeEvents(events(count))).sent).toHaveLength(count)
    const batches = stub.asked.map(({ body }) => body['batch'] as { data: string }[])
    expect(batches.every((batch) => batch.length <= 10)).toBe(true)
    expect(batches.flat().map(({ data }) => data)).toEqual(events(count).map(({ data }) => JSON.stringify(data)))
  })

  it('should send nothing if one of many is illegal', async () => {
    const some = [...events(24), { channel: 'no channel', event: 'e', data: 1 }]
    await expect(sendMultiplePusherRealtimeEvents(some)).rejects.toMatchObject({
      name: 'PusherServerError',
      kind: 'illegal',
      field: 'events[24].channel',
    })
    expect(stub.asked).toEqual([])
  })

  it('should report which events were sent', async () => {
    stub.answers = (number) => (number < 2 ? { status: 200 } : { status: 413, body: 'too large' })
    const failed = sendMultiplePusherRealtimeEvents(events(25))
    await expect(failed).rejects.toMatchObject({ kind: 'incomplete', cause: { kind: 'refused', status: 413 } })
    const { report } = await failed.catch((error) => error)
    expect(report.sent).toHaveLength(20)
    expect(report).toMatchObject({ uncertain: [], unsent: [20, 21, 22, 23, 24] })
  })

  it('should say which may have been sent, and not send them again', async () => {
    configure({ timeoutMillis: 200 })
    stub.answers = (number) => (number < 1 ? { status: 200 } : null)
    const { report } = await sendMultiplePusherRealtimeEvents(events(12)).catch((error) => error)
    expect(report).toMatchObject({ uncertain: [10, 11], unsent: [] })
    expect(stub.asked).toHaveLength(2)
  })

  it('should try again only what surely was not done', async () => {
    stub.answers = (number) => (number === 0 ? { status: 503, headers: { 'Retry-After': '0' } } : { status: 200 })
    await sendPusherRealtimeEvent({ channel: 'a', event: 'e', data: 1 })
    expect(stub.asked).toHaveLength(2)
    stub.answers = () => ({ status: 500 })
    await expect(sendPusherRealtimeEvent({ channel: 'a', event: 'e', data: 1 })).rejects.toMatchObject({ status: 500 })
    expect(stub.asked).toHaveLength(3)
    const gone = await Stub.start()
    configure({ port: gone.port })
    gone.close()
    const sent = sendPusherRealtimeEvent({ channel: 'a', event: 'e', data: 1 })
    await expect(sent).rejects.toMatchObject({ kind: 'unreachable', mayHaveArrived: false })
  })

  it.each([
    ['channel', { channel: 'a b' }],
    ['event', { event: '' }],
    ['event', { event: 'pusher:e' }],
    ['data', { data: undefined }],
    ['data', { data: 'é'.repeat(5_121) }],
    ['data', { data: 1n }],
    ['socketId', { socketId: '1' }],
  ])('should name the illegal field %s', async (field, wrong) => {
    const event = { channel: 'a', event: 'e', data: 1, ...wrong }
    await expect(sendPusherRealtimeEvent(event)).rejects.toMatchObject({ kind: 'illegal', field })
    expect(stub.asked).toEqual([])
  })

  it('should throw unless an event is silent', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    stub.answers = () => ({ status: 401, body: 'no' })
    const event = { channel: 'a', event: 'e', data: 1 }
    await expect(sendPusherRealtimeEvent(event)).rejects.toMatchObject({ kind: 'refused', status: 401, body: 'no' })
    await sendPusherRealtimeEvent({ ...event, silent: true })
    const report = await sendMultiplePusherRealtimeEvents([{ ...event, silent: true }])
    expect(report.unsent).toEqual([0])
    await expect(sendMultiplePusherRealtimeEvents([{ ...event, silent: true }, event])).rejects.toThrow()
    expect(warn).toHaveBeenCalledTimes(2)
    warn.mockRestore()
  })

  it('should read the variables of the guide, and name the one that is missing', () => {
    const set = (variables: Record<string, string>): void =>
      Object.entries(variables).forEach(([name, value]) => vi.stubEnv(name, value))
    set({ PUSHER_APP_ID: 'id', PUSHER_KEY: 'key', PUSHER_SECRET: '' })
    expect(() => configurePusherServer()).toThrow(/^PUSHER_SECRET/)
    set({ PUSHER_SECRET: 'secret', PUSHER_CLUSTER: 'us3', PUSHER_PORT: 'many' })
    expect(() => configurePusherServer()).toThrow(/^PUSHER_PORT/)
    set({ PUSHER_PORT: '' })
    configurePusherServer()
    vi.unstubAllEnvs()
  })
})

describe('auth handlers', () => {
  const handle = createPusherAuthHandler({
    user: (request) => (request.headers.get('x-user') === null ? null : { id: 'user123', info: { name: 'Ada' } }),
  })
  const post = (body: string, headers = {}, method = 'POST'): Request =>
    new Request('http://site/pusher/auth', { method, headers, ...(method === 'POST' ? { body } : {}) })

  it.each([
    [200, 'socket_id=1.2&channel_name=private-user123'],
    [403, 'socket_id=1.2&channel_name=private-user124'],
    [403, 'socket_id=1.2&channel_name=private-user124&channel_name=private-user123'],
    [400, 'socket_id=1.2:private-user124&channel_name=private-user123'],
    [400, 'socket_id=1.2&channel_name=public-news'],
    [400, 'channel_name=private-user123'],
    [413, `${'1'.repeat(5000)}`],
  ])('should answer %i to %.80s', async (status, form) => {
    const response = await handle(post(form, { 'x-user': '1' }))
    expect(response.status).toBe(status)
    expect(await response.json()).toHaveProperty(status === 200 ? 'auth' : 'error')
  })

  it('should not let an id name a channel of another kind', async () => {
    const named = createPusherAuthHandler({ user: () => ({ id: 'encrypted-pay' }) })
    const form = 'socket_id=1.2&channel_name=private-encrypted-pay'
    expect((await named(post(form))).status).toBe(403)
  })

  it('should know strangers and other methods', async () => {
    expect((await handle(post('socket_id=1.2&channel_name=private-user123'))).status).toBe(401)
    expect((await handle(post('', {}, 'GET'))).status).toBe(405)
  })

  it('should sign as the published vectors do', async () => {
    const anything = { user: () => ({ id: '10', info: { name: 'A' } }), mayJoin: () => true }
    const sign = createPusherAuthHandler(anything)
    const signed = async (channel: string): Promise<Record<string, string>> =>
      (await sign(post(`socket_id=1234.1234&channel_name=${channel}`))).json()
    expect(await signed('private-foobar')).toEqual({
      auth: `${KEY}:58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4`,
    })
    expect(await signed('presence-foobar')).toEqual({
      auth: `${KEY}:2aa956336bba65ae86834434f502efcde658d5115378651c500feb4252cf48ed`,
      channel_data: '{"user_id":"10","user_info":{"name":"A"}}',
    })
    expect(await signed('private-encrypted-foo')).toEqual({
      auth: `${KEY}:e85caab4331194145d44feae15aea9539ea50631afacbc593a9555ceadc42357`,
      shared_secret: 'mi6ujdNqJtS1E+MI32Ma63nvdhVlkio2R84zbolRcMg=',
    })
    const signIn = createPusherUserAuthHandler({ user: () => ({ id: '12345' }) })
    expect(await (await signIn(post('socket_id=1234.1234'))).json()).toEqual({
      auth: `${KEY}:4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba`,
      user_data: '{"id":"12345"}',
    })
  })
})
