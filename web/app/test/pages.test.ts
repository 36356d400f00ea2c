import { describe, expect, it } from 'vitest'
import { PAGES } from '../src/offline/pages'

describe('the addresses that start without a server', () => {
  it.each(['/', '/login', '/register', '/reset-password', '/verify-email', '/settings', '/c/17', '/invite/abc'])(
    'should hold the page %s',
    (path) => expect(path).toMatch(PAGES),
  )

  it.each(['/welcome', '/api/docs', '/api/me', '/media/1', '/c/', '/c/1/2', '/sw.js', '/metrics'])(
    'should leave %s to the server',
    (path) => expect(path).not.toMatch(PAGES),
  )
})
