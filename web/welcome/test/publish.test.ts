import { afterEach, describe, expect, test, vi } from 'vitest'
import { loadApp, publishText, readRefusal, RequestFailed } from '../src/http/api'
import { FEED_LENGTH, shortMillis, textOf, withEntry, type FeedEntry } from '../src/publish/feed'
import { RoundTrips } from '../src/publish/round-trips'

afterEach(() => vi.unstubAllGlobals())

describe('round trips', () => {
  test('are timed from sending to arrival, once', () => {
    const trips = new RoundTrips()
    trips.begin('hi', 100)
    expect(trips.arrive('hi', 112)).toBe(12)
    expect(trips.arrive('hi', 120)).toBeNull()
  })

  test('of the same text end in the order they began', () => {
    const trips = new RoundTrips()
    trips.begin('hi', 100)
    trips.begin('hi', 200)
    expect([trips.arrive('hi', 210), trips.arrive('hi', 210)]).toEqual([110, 10])
  })

  test('do not mistake the events of others for their own', () => {
    const trips = new RoundTrips()
    trips.begin('mine', 0)
    expect(trips.arrive('theirs', 5)).toBeNull()
    expect(trips.arrive('mine', 5)).toBe(5)
  })

  test('can be given up, unless they have ended', () => {
    const trips = new RoundTrips()
    const lost = trips.begin('a', 0)
    const seen = trips.begin('b', 0)
    trips.arrive('b', 1)
    expect(trips.abandon(lost)).toBe(true)
    expect(trips.abandon(seen)).toBe(false)
    expect(trips.arrive('a', 2)).toBeNull()
  })
})

describe('the feed', () => {
  const entry = (id: number): FeedEntry => ({ id, text: `${id}`, arrivedAt: new Date(0), roundTripMillis: null })

  test('shows the newest first and keeps 50', () => {
    let feed: readonly FeedEntry[] = []
    for (let id = 1; id <= 60; id++) {
      feed = withEntry(feed, entry(id))
    }
    expect(feed).toHaveLength(FEED_LENGTH)
    expect(feed[0]?.id).toBe(60)
    expect(feed.at(-1)?.id).toBe(11)
  })

  test.each([
    [{ text: 'hello', at: 'x' }, 'hello'],
    ['plain', 'plain'],
    [{ other: 1 }, '{"other":1}'],
    [{ text: 5 }, '{"text":5}'],
    [null, 'null'],
    [undefined, ''],
  ])('shows %j as %j', (data, text) => {
    expect(textOf(data)).toBe(text)
  })

  test('cuts what is too long between characters, never inside one', () => {
    expect(textOf('🙂'.repeat(600))).toBe(`${'🙂'.repeat(500)}…`)
  })

  test.each([
    [0.84, '0.8'],
    [9.94, '9.9'],
    [9.96, '10'],
    [12.4, '12'],
  ])('%d ms is written %s', (millis, text) => {
    expect(shortMillis(millis)).toBe(text)
  })
})

describe('requests', () => {
  const answer = (body: string, init?: ResponseInit): void => {
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.resolve(new Response(body, init))),
    )
  }
  const failure = async (request: Promise<unknown>): Promise<unknown> => {
    const cause: unknown = await request.then(
      () => null,
      (reason: unknown) => reason,
    )
    return cause instanceof RequestFailed ? cause.failure : cause
  }

  test('publish the text as JSON', async () => {
    answer('{}')
    await publishText('hi "there"')
    expect(fetch).toHaveBeenCalledWith(
      '/quickstart/events',
      expect.objectContaining({ method: 'POST', body: '{"text":"hi \\"there\\""}' }),
    )
  })

  test('tell a refusal by status, detail and the time to wait', async () => {
    answer('{"title":"Too many requests","detail":"slow down","code":"rate"}', {
      status: 429,
      headers: { 'Retry-After': '3', 'Content-Type': 'application/problem+json' },
    })
    expect(await failure(publishText('hi'))).toEqual({
      kind: 'refused',
      status: 429,
      detail: 'slow down',
      retryAfterSeconds: 3,
    })
  })

  test('take the title where there is no detail, and nothing from an HTML page', async () => {
    expect(await readRefusal(new Response('{"title":"Bad request"}', { status: 400 }))).toMatchObject({
      detail: 'Bad request',
    })
    expect(await readRefusal(new Response('<h1>502</h1>', { status: 502 }))).toMatchObject({
      status: 502,
      detail: '',
      retryAfterSeconds: null,
    })
  })

  test('leave a date in Retry-After alone', async () => {
    const headers = { 'Retry-After': 'Wed, 21 Oct 2026 07:28:00 GMT' }
    expect(await readRefusal(new Response('', { status: 503, headers }))).toMatchObject({ retryAfterSeconds: null })
  })

  test('tell an unreachable server from an unreadable answer', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.reject(new TypeError('network'))),
    )
    expect(await failure(loadApp())).toEqual({ kind: 'unreachable' })
    answer('{"appId":"1"}')
    expect(await failure(loadApp())).toEqual({ kind: 'unreadable', detail: 'key' })
    answer('not json')
    expect(await failure(loadApp())).toMatchObject({ kind: 'unreadable' })
  })
})
