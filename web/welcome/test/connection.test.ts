import { describe, expect, test } from 'vitest'
import {
  advance,
  needsHand,
  problemOf,
  START,
  toneOf,
  type Connection,
  type Signal,
  type SocketState,
} from '../src/connection/state'

const AT = new Date('2026-03-01T08:00:00Z')
const state = (name: SocketState, socketId: string | null = null): Signal => ({
  kind: 'state',
  state: name,
  socketId,
  at: AT,
})
const after = (...signals: Signal[]): Connection => signals.reduce(advance, START)

describe('the live connection', () => {
  test('is connected with its socket id, without counting the first time as a reconnect', () => {
    expect(after(state('connecting'), state('connected', '1.2'))).toMatchObject({
      state: 'connected',
      socketId: '1.2',
      reconnects: 0,
      connectedAt: AT,
    })
  })

  test('counts every return, not every try', () => {
    const connection = after(
      state('connecting'),
      state('connected', '1.2'),
      state('connecting'),
      state('unavailable'),
      state('connecting'),
      state('connected', '3.4'),
    )
    expect(connection).toMatchObject({ reconnects: 1, socketId: '3.4' })
  })

  test('forgets the socket id and the subscription when it breaks', () => {
    const connected = after(state('connected', '1.2'), { kind: 'subscribed' })
    expect(connected.subscribed).toBe(true)
    expect(advance(connected, state('connecting'))).toMatchObject({ socketId: null, subscribed: false })
  })

  test('has to be subscribed anew on every socket', () => {
    const again = after(state('connected', '1.2'), { kind: 'subscribed' }, state('connected', '3.4'))
    expect(again.subscribed).toBe(false)
  })

  test('keeps the problem until it is connected again', () => {
    const refused = after(
      { kind: 'problem', problem: { code: 4001, message: 'no app' } },
      { kind: 'retry', seconds: 3 },
      state('disconnected'),
    )
    expect(refused).toMatchObject({ problem: { code: 4001 }, retryInSeconds: null })
    expect(advance(refused, state('connected', '1.2')).problem).toBeNull()
  })

  test.each([
    ['initialized', 'wait', false],
    ['connecting', 'wait', false],
    ['connected', 'ok', false],
    ['unavailable', 'bad', true],
    ['disconnected', 'bad', true],
    ['failed', 'bad', false],
  ] as const)('%s looks %s; a button helps: %s', (name, tone, hand) => {
    const connection = after(state(name))
    expect(toneOf(connection)).toBe(tone)
    expect(needsHand(connection)).toBe(hand)
  })
})

describe('what pusher-js calls an error', () => {
  test.each([
    [
      { type: 'PusherError', data: { code: 4001, message: 'no app' } },
      { code: 4001, message: 'no app' },
    ],
    [
      { type: 'WebSocketError', error: { type: 'PusherError', data: { code: 4100, message: 'full' } } },
      { code: 4100, message: 'full' },
    ],
    [
      { type: 'PusherError', data: { code: null, message: 'bad frame' } },
      { code: null, message: 'bad frame' },
    ],
    [
      { type: 'WebSocketError', error: { isTrusted: true } },
      { code: null, message: '' },
    ],
    [undefined, { code: null, message: '' }],
    ['text', { code: null, message: '' }],
  ])('%j is read as %j', (error, problem) => {
    expect(problemOf(error)).toEqual(problem)
  })

  test('may hold itself without end', () => {
    const endless: { error?: unknown } = {}
    endless.error = endless
    expect(problemOf(endless)).toEqual({ code: null, message: '' })
  })
})
