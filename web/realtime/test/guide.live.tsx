import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Pusher, { type Options } from 'pusher-js'
import { StrictMode, useEffect } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  configurePusherRealtime,
  createPrivateChannelName,
  disconnectPusherRealtime,
  subscribePusherRealtime,
} from '../src/index.ts'
import { usePusherConnectionState, usePusherPresence, usePusherRealtime } from '../src/react.ts'
import {
  configurePusherServer,
  createPusherAuthListener,
  createPusherUserAuthListener,
  getPusherChannel,
  getPusherChannels,
  getPusherChannelUsers,
  type PusherWebhook,
  readPusherWebhook,
  sendMultiplePusherRealtimeEvents,
  sendPusherRealtimeEvent,
  sendPusherUserEvent,
  terminatePusherUserConnections,
} from '../src/server/index.ts'
import { app, subscriptions } from './server.ts'

const SOON = { timeout: 10_000 }
const comes = (holds: () => void | Promise<void>): Promise<void> => vi.waitFor(holds, SOON)

let site: Server
/** Who the page's session belongs to. */
let user: string | null
let pusher: Pusher | null
let take: (() => void)[]

/** The application's own server, with the ready handlers. */
beforeAll(async () => {
  const known = { user: () => (user === null ? null : { id: user, info: { name: `N${user}` } }) }
  const auth = createPusherAuthListener({
    ...known,
    mayJoin: ({ id }, channel) => channel === createPrivateChannelName(id) || channel.startsWith('presence-'),
  })
  const signIn = createPusherUserAuthListener(known)
  site = createServer((asked, answer) => void (asked.url === '/pusher/auth' ? auth : signIn)(asked, answer))
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
})

afterAll(() => void site.close())

/** As a page posts a form to its own server. */
const post = (path: string, form: Record<string, string>): Promise<never> =>
  new Promise((resolve, reject) => {
    const { port } = site.address() as AddressInfo
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST' }, (answer) => {
      let text = ''
      answer.on('data', (part) => (text += String(part)))
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(JSON.parse(text) as never) : reject(new Error(`${answer.statusCode}`)),
      )
    })
    asked.on('error', reject)
    asked.end(String(new URLSearchParams(form)))
  })

const pusherOptions = (): Options => ({
  cluster: 'us3',
  wsHost: app.host,
  wsPort: app.port,
  forceTLS: false,
  enabledTransports: ['ws'],
  channelAuthorization: {
    transport: 'ajax',
    endpoint: '/pusher/auth',
    customHandler: ({ socketId, channelName }, done) =>
      void post('/pusher/auth', { socket_id: socketId, channel_name: channelName }).then(
        (data) => done(null, data),
        (error: Error) => done(error, null),
      ),
  },
  userAuthentication: {
    transport: 'ajax',
    endpoint: '/pusher/user-auth',
    customHandler: ({ socketId }, done) =>
      void post('/pusher/user-auth', { socket_id: socketId }).then(
        (data) => done(null, data),
        (error: Error) => done(error, null),
      ),
  },
})

beforeEach(() => {
  user = 'user123'
  take = []
  configurePusherRealtime(() => {
    pusher = new Pusher(app.key, pusherOptions())
    return pusher
  })
})

afterEach(() => {
  take.forEach((end) => end())
  disconnectPusherRealtime()
})

const show = (element: React.ReactNode): HTMLElement => {
  const place = document.createElement('div')
  const root = createRoot(place)
  flushSync(() => root.render(<StrictMode>{element}</StrictMode>))
  take.push(() => flushSync(() => root.unmount()))
  return place
}

describe('the quick start', () => {
  interface AppUpdate {
    appId: string
    status: string
    timestamp: number
  }

  const handler = async (): Promise<Response> => {
    await sendPusherRealtimeEvent({
      channel: 'app-updates',
      event: 'app-updated',
      data: { appId: '123', status: 'updated', timestamp: Date.now() },
    })
    return new Response(JSON.stringify({ success: true }), { headers: { 'Content-Type': 'application/json' } })
  }

  const AppUpdates = () => {
    const { data, isConnected, error } = usePusherRealtime<AppUpdate>({
      channel: 'app-updates',
      event: 'app-updated',
      enabled: true,
    })
    if (error) {
      return <div>failed: {error.message}</div>
    }
    if (!isConnected) {
      return <div>connecting</div>
    }
    return <div>{data === null ? 'nothing yet' : `${data.appId} ${data.status} ${typeof data.timestamp}`}</div>
  }

  it('should show in a component what an endpoint sends', async () => {
    const page = show(<AppUpdates />)
    expect(page.textContent).toBe('connecting')
    await comes(() => expect(page.textContent).toBe('nothing yet'))
    expect(await (await handler()).json()).toEqual({ success: true })
    await comes(() => expect(page.textContent).toBe('123 updated number'))
  })

  it('should bring it to a function too, with a log, until that unsubscribes', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const heard: unknown[] = []
    const errors: Error[] = []
    const subscription = subscribePusherRealtime({
      channel: 'app-updates',
      event: 'app-updated',
      onEvent: (data) => heard.push(data),
      onError: (error) => errors.push(error),
      debug: true,
    })
    await comes(async () => expect(await subscriptions('app-updates')).toBe(1))
    await handler()
    await comes(() => expect(heard).toHaveLength(1))
    expect(heard[0]).toMatchObject({ appId: '123', status: 'updated' })
    subscription.unsubscribe()
    await comes(async () => expect(await subscriptions('app-updates')).toBe(0))
    expect(errors).toEqual([])
    const said = log.mock.calls.map(([first, word]) => `${String(first)} ${String(word)}`)
    expect(said).toEqual(
      ['subscribed', 'event', 'unsubscribed'].map((word) => `[pusher-realtime] app-updates app-updated: ${word}`),
    )
    log.mockRestore()
  })
})

describe('the scenarios', () => {
  it('should fetch the list anew when an applet was updated', async () => {
    const fetchApplets = vi.fn()
    const toasts: string[] = []
    const AppStore = () => {
      const { data: appletUpdate, isConnected } = usePusherRealtime<{ title: string }>({
        channel: 'public-applets',
        event: 'applet-updated',
      })
      useEffect(() => {
        if (appletUpdate) {
          fetchApplets()
          toasts.push(appletUpdate.title)
        }
      }, [appletUpdate])
      return <div>{isConnected ? 'connected' : ''}</div>
    }
    const page = show(<AppStore />)
    await comes(() => expect(page.textContent).toBe('connected'))
    const applet = { id: 'a1', title: 'Clock', version: 2 }
    await sendPusherRealtimeEvent({
      channel: 'public-applets',
      event: 'applet-updated',
      data: { appletId: applet.id, title: applet.title, version: applet.version },
    })
    await comes(() => expect(toasts).toEqual(['Clock']))
    expect(fetchApplets).toHaveBeenCalledTimes(1)
  })

  const UserNotifications = ({ userId }: { userId: string }) => {
    const {
      data: notification,
      isConnected,
      error,
    } = usePusherRealtime<{ message: string }>({
      channel: createPrivateChannelName(userId),
      event: 'user-notification',
    })
    return <div>{error?.name ?? notification?.message ?? (isConnected ? 'connected' : 'connecting')}</div>
  }

  const notify = (userId: string): Promise<void> =>
    sendPusherRealtimeEvent({
      channel: createPrivateChannelName(userId),
      event: 'user-notification',
      data: { type: 'library-updated', message: `for ${userId}` },
    })

  it('should notify a user alone, and refuse the channel of another', async () => {
    const [own, others] = [show(<UserNotifications userId="user123" />), show(<UserNotifications userId="user124" />)]
    await comes(() => expect(own.textContent).toBe('connected'))
    await comes(() => expect(others.textContent).toBe('PusherRealtimeError'))
    await notify('user124')
    await notify('user123')
    await comes(() => expect(own.textContent).toBe('for user123'))
    expect(others.textContent).toBe('PusherRealtimeError')
    expect(await subscriptions(createPrivateChannelName('user124'))).toBe(0)
  })

  it('should send several events in one call', async () => {
    const heard: unknown[] = []
    for (const name of ['app', 'library']) {
      const onEvent = (data: unknown): void => void heard.push(data)
      const { unsubscribe } = subscribePusherRealtime({
        channel: `${name}-updates`,
        event: `${name}-updated`,
        onEvent,
      })
      take.push(unsubscribe)
      await comes(async () => expect(await subscriptions(`${name}-updates`)).toBe(1))
    }
    await sendMultiplePusherRealtimeEvents([
      { channel: 'app-updates', event: 'app-updated', data: { appId: '1' } },
      { channel: 'library-updates', event: 'library-updated', data: { libraryId: '2' } },
    ])
    await comes(() => expect(heard).toHaveLength(2))
    expect(heard).toEqual(expect.arrayContaining([{ appId: '1' }, { libraryId: '2' }]))
  })
})

describe('when something fails', () => {
  it('should throw in the back end, unless it is silent', async () => {
    const wrong = { channel: 'no channel', event: 'app-updated', data: { appId: '123' } }
    await expect(sendPusherRealtimeEvent({ ...wrong, silent: false })).rejects.toThrow('no channel')
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    await sendPusherRealtimeEvent({ ...wrong, silent: true })
    expect(warn).toHaveBeenCalledTimes(1)
    warn.mockRestore()
  })

  it('should show the error in the page, and go on after a retry', async () => {
    const Retrying = () => {
      const { data, error, isConnected, resubscribe } = usePusherRealtime<{ text: string }>({
        channel: createPrivateChannelName('late'),
        event: 'app-updated',
      })
      return error ? (
        <button onClick={() => resubscribe()}>retry</button>
      ) : (
        <div>{data?.text ?? (isConnected ? 'connected' : 'connecting')}</div>
      )
    }
    const page = show(<Retrying />)
    await comes(() => expect(page.textContent).toBe('retry'))
    user = 'late'
    document.body.append(page)
    page.querySelector('button')?.click()
    await comes(() => expect(page.textContent).toBe('connected'))
    page.remove()
  })
})

describe('the other hooks', () => {
  it('should say who is here, and what the connection does', async () => {
    const Room = ({ enabled }: { enabled: boolean }) => {
      const { members, me } = usePusherPresence<{ name: string }>({ channel: 'presence-room', enabled })
      const state = usePusherConnectionState()
      return (
        <div>
          {state} {me?.id} {members.map(({ info }) => info.name).join()}
        </div>
      )
    }
    const [page, out] = [show(<Room enabled />), show(<Room enabled={false} />)]
    await comes(() => expect(page.textContent).toBe('connected user123 Nuser123'))
    await comes(() => expect(out.textContent?.trim()).toBe('connected'))
    user = 'user124'
    const other = new Pusher(app.key, pusherOptions())
    other.subscribe('presence-room')
    await comes(() => expect(page.textContent).toBe('connected user123 Nuser123,Nuser124'))
    other.disconnect()
    await comes(() => expect(page.textContent).toBe('connected user123 Nuser123'))
    pusher?.disconnect()
    await comes(() => expect(page.textContent?.trim()).toBe('disconnected'))
  })

  it('should sign a connection in by the ready handler', async () => {
    subscribePusherRealtime({ channel: 'app-updates', event: 'e', onEvent: () => undefined })
    pusher?.signin()
    await comes(() => expect(pusher?.user.user_data?.id).toBe('user123'))
  })

  it('should seal what only the channel may read, among 25 and 250 events in one call too', async () => {
    configurePusherServer({ encryptionMasterKeyBase64: Buffer.alloc(32, 7).toString('base64') })
    const own = createPrivateChannelName('encrypted-box')
    user = 'encrypted-box'
    const { default: WithEncryption } = await import('pusher-js/with-encryption')
    const reader = new WithEncryption(app.key, pusherOptions())
    const heard: unknown[] = []
    const [sealed, plain] = [reader.subscribe(own), reader.subscribe('app-many')]
    sealed.bind('sealed', (data: unknown) => heard.push(data))
    plain.bind('e', (data: unknown) => heard.push(data))
    await comes(() => expect(sealed.subscribed && plain.subscribed).toBe(true))
    await sendPusherRealtimeEvent({ channel: own, event: 'sealed', data: { hello: 'world' } })
    await comes(() => expect(heard).toEqual([{ hello: 'world' }]))
    for (const count of [25, 250]) {
      heard.length = 0
      const events = Array.from({ length: count }, (_, n) => ({ channel: 'app-many', event: 'e', data: n }))
      const report = await sendMultiplePusherRealtimeEvents([
        ...events,
        { channel: own, event: 'sealed', data: { hello: count } },
      ])
      expect(report.sent).toHaveLength(count + 1)
      await comes(() => expect(heard).toHaveLength(count + 1))
      expect(heard.filter((data) => typeof data === 'number')).toEqual(events.map(({ data }) => data))
      expect(heard).toContainEqual({ hello: count })
    }
    reader.disconnect()
  })
})

describe('the rest of the back end', () => {
  it('should ask about channels and who is there', async () => {
    for (const name of ['presence-asked', 'cache-asked']) {
      const { unsubscribe } = subscribePusherRealtime({ channel: name, event: 'e', onEvent: () => undefined })
      take.push(unsubscribe)
    }
    await comes(async () => expect(await getPusherChannelUsers('presence-asked')).toEqual(['user123']))
    const channels = await getPusherChannels({ prefix: 'presence-', ask: ['user_count'] })
    expect(channels.get('presence-asked')).toMatchObject({ isOccupied: true, userCount: 1 })
    await sendPusherRealtimeEvent({ channel: 'cache-asked', event: 'e', data: 'kept' })
    await comes(async () =>
      expect(await getPusherChannel('cache-asked', 'subscription_count', 'cache')).toEqual({
        isOccupied: true,
        userCount: null,
        subscriptionCount: 1,
        cached: 'kept',
      }),
    )
    expect(await getPusherChannel('nobody-here')).toMatchObject({ isOccupied: false })
    await expect(getPusherChannelUsers('cache-asked')).rejects.toMatchObject({ kind: 'refused', status: 400 })
  })

  it('should reach a signed-in user, and send them away', async () => {
    const reader = new Pusher(app.key, pusherOptions())
    const heard: unknown[] = []
    const told: unknown[] = []
    reader.user.bind('hello', (data: unknown) => heard.push(data))
    reader.connection.bind('error', ({ data }: { data?: { code?: number } }) => told.push(data?.code))
    reader.signin()
    await comes(async () => {
      await sendPusherUserEvent({ userId: 'user123', event: 'hello', data: { to: 'you' } })
      expect(heard).toContainEqual({ to: 'you' })
    })
    await sendPusherUserEvent({ userId: 'user124', event: 'hello', data: 'not for you' })
    await terminatePusherUserConnections('user123')
    await comes(() => expect(told).toContain(4009))
    expect(heard).not.toContain('not for you')
    reader.disconnect()
  })

  it('should take the webhooks of the server', async () => {
    const taken: PusherWebhook[] = []
    const hooks = createServer(async (asked, answer) => {
      let body = ''
      for await (const part of asked) {
        body += String(part)
      }
      const { 'x-pusher-key': key, 'x-pusher-signature': signature } = asked.headers
      taken.push(readPusherWebhook({ key, signature, body }))
      answer.end()
    })
    await new Promise<void>((resolve) => hooks.listen(Number(process.env['HOOKS_PORT']), '127.0.0.1', resolve))
    const { unsubscribe } = subscribePusherRealtime({ channel: 'app-hooked', event: 'e', onEvent: () => undefined })
    take.push(unsubscribe)
    const occupied = expect.objectContaining({ name: 'channel_occupied', channel: 'app-hooked' })
    await comes(() => expect(taken.flatMap(({ events }) => events)).toContainEqual(occupied))
    expect(Math.abs(Date.now() - (taken[0]?.time.getTime() ?? 0))).toBeLessThan(60_000)
    hooks.close()
    hooks.closeAllConnections()
  })
})
