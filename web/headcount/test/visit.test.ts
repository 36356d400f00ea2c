import { describe, expect, it } from 'vitest'
import { decileOf, roomOf, sessionOf, socketUrl } from '../src/visit'

describe('the name of a browser', () => {
  it('should be drawn once and kept', () => {
    const first = sessionOf(() => localStorage)
    expect(first).toMatch(/^[0-9a-f]{32}$/)
    expect(sessionOf(() => localStorage)).toBe(first)
  })

  it('should not be taken from what cannot be one', () => {
    localStorage.setItem('parley-headcount', 'a b')
    expect(sessionOf(() => localStorage)).toMatch(/^[0-9a-f]{32}$/)
  })

  it('should do without storage', () => {
    const refused = (): Storage => {
      throw new Error('not allowed')
    }
    expect(sessionOf(refused)).toMatch(/^[0-9a-f]{32}$/)
  })
})

describe('the name of a page', () => {
  it.each([
    ['article-42', '/x', 'article-42'],
    [null, '/blog/2026/a b/', 'blog.2026.a_b'],
    ['', '/', 'home'],
    ['关于', '/', '__'],
    ['x'.repeat(150), '/', 'x'.repeat(100)],
  ])('of %j at %j should be %j', (given, path, room) => {
    expect(roomOf(given, path)).toBe(room)
  })
})

describe('the address', () => {
  it.each([
    [
      'https://chat.example.org/headcount.js?key=k',
      'wss://chat.example.org/app/k?protocol=7&client=headcount&version=1',
    ],
    ['http://localhost:8080/at/headcount.js', 'ws://localhost:8080/at/app/k?protocol=7&client=headcount&version=1'],
  ])('beside %s should be %s', (script, url) => {
    expect(socketUrl(script, 'k')).toBe(url)
  })
})

describe('the tenth', () => {
  it.each([
    [0, 1_000, 99, 0],
    [0, 1_000, 100, 1],
    [-500, 1_000, 400, 9],
    [-600, 1_000, 800, 9],
    [900, 1_000, 800, 0],
    [0, 0, 800, 9],
  ])('at top %d of height %d and bottom %d should be %d', (top, height, bottom, decile) => {
    expect(decileOf(top, height, bottom)).toBe(decile)
  })
})
