import { beforeEach, describe, expect, it } from 'vitest'
import { Session } from '../src'
import { account } from './fake-server'

let requests: Request[]
let answer: (request: Request) => Response
let cookies: string
let memory: Map<string, string>

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status })

const tokens = (token: string, seconds = 600) => ({
  access_token: token,
  access_expires_at: new Date(Date.now() + seconds * 1000).toISOString(),
  refresh_expires_at: new Date(Date.now() + 86_400_000).toISOString(),
  session_id: '5',
  device_id: '6',
})

const session = (): Session =>
  new Session({
    origin: 'http://parley.test',
    fetch: async (request) => {
      requests.push(request)
      await Promise.resolve()
      return answer(request)
    },
    cookies: () => cookies,
    device: 'Chrome · Linux',
    memory: {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    },
    locks: null,
    tabs: null,
  })

const paths = (): string[] => requests.map((one) => new URL(one.url).pathname)

beforeEach(() => {
  requests = []
  cookies = 'parley_csrf=abc'
  memory = new Map()
  answer = (request) => (request.url.endsWith('/refresh') ? json(tokens('t1')) : json(account))
})

describe('a session', () => {
  it('should ask nobody where no cookie is', async () => {
    cookies = ''
    const one = session()
    await one.start()
    expect(one.snapshot()).toEqual({ kind: 'signed-out', ended: false })
    expect(requests).toEqual([])
  })

  it('should begin from the cookie, and repeat its readable half', async () => {
    const one = session()
    await one.start()
    expect(one.snapshot()).toMatchObject({ kind: 'signed-in', account: { username: 'ada' }, offline: false })
    expect(requests[0]?.headers.get('X-CSRF-Token')).toBe('abc')
    expect(requests[1]?.headers.get('Authorization')).toBe('Bearer t1')
  })

  it('should prefer the cookie that only TLS can set', async () => {
    cookies = 'parley_csrf=planted; __Host-parley_csrf=real'
    await session().start()
    expect(requests[0]?.headers.get('X-CSRF-Token')).toBe('real')
  })

  it('should refresh once for many requests', async () => {
    const one = session()
    await Promise.all([one.api.GET('/api/me'), one.api.GET('/api/me'), one.api.GET('/api/me')])
    expect(paths().filter((path) => path === '/api/auth/refresh')).toHaveLength(1)
  })

  it('should get a new token when the old one is refused, and repeat the request', async () => {
    let refreshed = 0
    answer = (request) => {
      if (request.url.endsWith('/refresh')) {
        return json(tokens(`t${++refreshed}`))
      }
      return request.headers.get('Authorization') === 'Bearer t2'
        ? json(account)
        : json({ code: 'unauthenticated' }, 401)
    }
    const { response } = await session().api.GET('/api/me')
    expect(response.status).toBe(200)
    expect(refreshed).toBe(2)
  })

  it('should stay signed in without a network, and be signed out when the server says so', async () => {
    await session().start()
    answer = () => {
      throw new TypeError('network')
    }
    const later = session()
    await later.start()
    expect(later.snapshot()).toMatchObject({ kind: 'signed-in', offline: true })
    answer = () => json({ code: 'session-ended' }, 401)
    await later.reach().catch(() => undefined)
    expect(later.snapshot()).toEqual({ kind: 'signed-out', ended: true })
  })

  it('should keep no token where a script could find it later', async () => {
    await session().start()
    expect([...memory.values()].join()).not.toContain('t1')
  })
})
