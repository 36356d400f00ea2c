import Pusher from 'pusher-js'
import { StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { configurePusherRealtime, disconnectPusherRealtime, subscribePusherRealtime } from '../src/index.ts'
import { usePusherRealtime, type UsePusherRealtimeResult } from '../src/react.ts'
import { app, publish, signatureOf, subscriptions } from './server.ts'

const SOON = { timeout: 10_000 }
const EVENT = 'app-updated'

interface Update {
  appId: string
}

let pusher: Pusher | null
let maySign: boolean
let count = 0

/** Another channel for each test. */
const fresh = (kind: 'public' | 'private' = 'public'): string => `${kind}-updates-${Date.now()}-${++count}`

const listeners = (): number =>
  Object.values(pusher?.connection.callbacks._callbacks ?? {}).reduce((sum, one) => sum + one.length, 0)

beforeEach(() => {
  maySign = true
  pusher = null
  configurePusherRealtime(() => {
    pusher = new Pusher(app.key, {
      cluster: '',
      wsHost: app.host,
      wsPort: app.port,
      forceTLS: false,
      enabledTransports: ['ws'],
      channelAuthorization: {
        transport: 'ajax',
        endpoint: '',
        customHandler: ({ socketId, channelName }, done) =>
          maySign ? done(null, { auth: signatureOf(socketId, channelName) }) : done(new Error('not yours'), null),
      },
    })
    return pusher
  })
})

afterEach(() => disconnectPusherRealtime())

/** Draws an element, and says how to take it away. */
const mount = (element: React.ReactNode): (() => void) => {
  const root = createRoot(document.createElement('div'))
  flushSync(() => root.render(<StrictMode>{element}</StrictMode>))
  return () => flushSync(() => root.unmount())
}

/** A component that hears, and shows to the test what it has. */
const Hearing = ({
  channel,
  enabled = true,
  seen,
}: {
  channel: string
  enabled?: boolean
  seen: (result: UsePusherRealtimeResult<Update>) => void
}) => {
  seen(usePusherRealtime<Update>({ channel, event: EVENT, enabled }))
  return null
}

const watched = () => {
  let last: UsePusherRealtimeResult<Update> | undefined
  return {
    seen: (result: UsePusherRealtimeResult<Update>) => {
      last = result
    },
    get now(): UsePusherRealtimeResult<Update> {
      if (last === undefined) {
        throw new Error('never drawn')
      }
      return last
    },
  }
}

const comes = (holds: () => void | Promise<void>): Promise<void> => vi.waitFor(holds, SOON)

describe('subscribePusherRealtime', () => {
  it('should bring events until it is unsubscribed, once and for good', async () => {
    const channel = fresh()
    const heard: Update[] = []
    const one = subscribePusherRealtime<Update>({ channel, event: EVENT, onEvent: (data) => heard.push(data) })
    const other = subscribePusherRealtime<Update>({ channel, event: EVENT, onEvent: (data) => heard.push(data) })
    await comes(async () => expect(await subscriptions(channel)).toBe(1))
    await publish(channel, EVENT, { appId: '1' })
    await comes(() => expect(heard).toEqual([{ appId: '1' }, { appId: '1' }]))
    one.unsubscribe()
    one.unsubscribe()
    await publish(channel, EVENT, { appId: '2' })
    await comes(() => expect(heard).toEqual([{ appId: '1' }, { appId: '1' }, { appId: '2' }]))
    other.unsubscribe()
    await comes(async () => expect(await subscriptions(channel)).toBe(0))
  })

  it('should keep what one listener throws from the others, and tell it', async () => {
    const channel = fresh()
    const errors: Error[] = []
    const heard: Update[] = []
    const bad = (): never => {
      throw new Error('a listener of the app')
    }
    subscribePusherRealtime({ channel, event: EVENT, onEvent: bad, onError: (error) => errors.push(error) })
    subscribePusherRealtime<Update>({ channel, event: EVENT, onEvent: (data) => heard.push(data) })
    await comes(async () => expect(await subscriptions(channel)).toBe(1))
    await publish(channel, EVENT, { appId: '1' })
    await comes(() => expect(heard).toHaveLength(1))
    expect(errors.map(({ message }) => message)).toEqual(['a listener of the app'])
  })

  it('should leave alone what the app subscribed to by itself', async () => {
    const channel = fresh()
    subscribePusherRealtime({ channel: fresh(), event: EVENT, onEvent: () => undefined })
    pusher?.subscribe(channel)
    subscribePusherRealtime({ channel, event: EVENT, onEvent: () => undefined }).unsubscribe()
    await comes(async () => expect(await subscriptions(channel)).toBe(1))
    expect(pusher?.channel(channel)).toBeDefined()
  })

  it('should write what happens if it is asked to', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const channel = fresh()
    subscribePusherRealtime({ channel, event: EVENT, onEvent: () => undefined, debug: true }).unsubscribe()
    expect(log.mock.calls.map((words) => words.join(' '))).toEqual([
      `[pusher-realtime] ${channel} ${EVENT}: unsubscribed`,
    ])
    log.mockRestore()
  })
})

describe('usePusherRealtime', () => {
  it('should hold the last event and say when events can come', async () => {
    const channel = fresh()
    const page = watched()
    const end = mount(<Hearing channel={channel} seen={page.seen} />)
    expect(page.now).toMatchObject({ data: null, isConnected: false, error: null })
    await comes(() => expect(page.now.isConnected).toBe(true))
    await publish(channel, EVENT, { appId: '1' })
    await publish(channel, EVENT, { appId: '2' })
    await comes(() => expect(page.now.data).toEqual({ appId: '2' }))
    pusher?.disconnect()
    await comes(() => expect(page.now.isConnected).toBe(false))
    pusher?.connect()
    await comes(() => expect(page.now.isConnected).toBe(true))
    end()
  })

  it('should subscribe to nothing while it is not enabled', async () => {
    const [idle, channel] = [fresh(), fresh()]
    const [off, on] = [watched(), watched()]
    const end = mount(
      <>
        <Hearing channel={idle} enabled={false} seen={off.seen} />
        <Hearing channel={channel} seen={on.seen} />
      </>,
    )
    await comes(() => expect(on.now.isConnected).toBe(true))
    expect(off.now.isConnected).toBe(false)
    expect(await subscriptions(idle)).toBe(0)
    end()
  })

  it('should tell of a refusal, and subscribe anew when it is asked to', async () => {
    maySign = false
    const channel = fresh('private')
    const page = watched()
    const end = mount(<Hearing channel={channel} seen={page.seen} />)
    await comes(() => expect(page.now.error).toMatchObject({ name: 'PusherRealtimeError', channel }))
    expect(page.now.isConnected).toBe(false)
    maySign = true
    page.now.resubscribe()
    await comes(() => expect(page.now).toMatchObject({ isConnected: true, error: null }))
    await publish(channel, EVENT, { appId: 'mine' })
    await comes(() => expect(page.now.data).toEqual({ appId: 'mine' }))
    end()
  })

  it('should leave nothing behind after a thousand mounts, and end no other component', async () => {
    const channel = fresh()
    const stay = watched()
    const endStaying = mount(<Hearing channel={channel} seen={stay.seen} />)
    await comes(() => expect(stay.now.isConnected).toBe(true))
    const before = listeners()
    for (let i = 0; i < 500; i++) {
      const ends = [1, 2].map(() => mount(<Hearing channel={channel} seen={() => undefined} />))
      ends.forEach((end) => end())
    }
    expect(listeners()).toBe(before)
    expect(await subscriptions(channel)).toBe(1)
    await publish(channel, EVENT, { appId: 'still here' })
    await comes(() => expect(stay.now.data).toEqual({ appId: 'still here' }))
    endStaying()
    await comes(async () => expect(await subscriptions(channel)).toBe(0))
    expect(pusher?.allChannels()).toEqual([])
    expect(before - listeners()).toBe(2)
  })
})
