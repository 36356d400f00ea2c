import { describe, expect, test } from 'vitest'
import { authorityOf, endpointOf, originOf } from '../src/app/endpoint'
import { parseAppInfo, UnreadableAppInfo } from '../src/app/info'

const ANSWER = {
  appId: '418203',
  key: 'k1',
  host: 'localhost',
  port: 8080,
  tls: false,
  pathPrefix: '',
  cluster: 'parley',
  publish: true,
  channel: 'quick-start',
}

describe('the app that the server tells', () => {
  test('is read as it came', () => {
    expect(parseAppInfo(ANSWER)).toEqual(ANSWER)
  })

  test.each(Object.keys(ANSWER))('without %s is refused by that name', (field) => {
    const { [field as keyof typeof ANSWER]: _, ...rest } = ANSWER
    expect(() => parseAppInfo(rest)).toThrow(new UnreadableAppInfo(field))
  })

  test.each([
    ['key', "k'; alert(1); '"],
    ['appId', ''],
    ['host', 'a b'],
    ['host', 'evil.example/path'],
    ['port', 0],
    ['port', 65_536],
    ['port', '8080'],
    ['pathPrefix', '/a/'],
    ['pathPrefix', 'a'],
    ['channel', 'no spaces'],
    ['publish', 'yes'],
  ])('with %s = %j is refused', (field, value) => {
    expect(() => parseAppInfo({ ...ANSWER, [field]: value })).toThrow(field)
  })

  test.each(['127.0.0.1', 'example.com', '[::1]', '::1', 'münchen.example'])('may live at %s', (host) => {
    expect(parseAppInfo({ ...ANSWER, host }).host).toBe(host)
  })

  test.each([null, 'text', 3])('is not %j', (value) => {
    expect(() => parseAppInfo(value)).toThrow(UnreadableAppInfo)
  })
})

describe('the address to connect to', () => {
  const plainPage = { protocol: 'http:', port: '8080' }

  test('is what the server saw', () => {
    expect(endpointOf(ANSWER, plainPage)).toEqual({ host: 'localhost', port: 8080, tls: false, pathPrefix: '' })
  })

  test('uses TLS on the port of a page that came over https through a proxy', () => {
    expect(endpointOf(ANSWER, { protocol: 'https:', port: '' })).toMatchObject({ tls: true, port: 443 })
    expect(endpointOf(ANSWER, { protocol: 'https:', port: '8443' })).toMatchObject({ tls: true, port: 8443 })
  })

  test('keeps the server’s own TLS port', () => {
    const info = { ...ANSWER, tls: true, port: 6002 }
    expect(endpointOf(info, { protocol: 'https:', port: '6002' })).toMatchObject({ tls: true, port: 6002 })
  })

  test('puts IPv6 in brackets once', () => {
    expect(endpointOf({ ...ANSWER, host: '::1' }, plainPage).host).toBe('[::1]')
    expect(endpointOf({ ...ANSWER, host: '[::1]' }, plainPage).host).toBe('[::1]')
  })

  test.each([
    [false, 8080, 'http://h:8080'],
    [false, 80, 'http://h'],
    [true, 443, 'https://h'],
    [true, 80, 'https://h:80'],
  ])('tls %s, port %i is written %s', (tls, port, origin) => {
    const endpoint = { host: 'h', port, tls, pathPrefix: '' }
    expect(originOf(endpoint)).toBe(origin)
    expect(origin.endsWith(authorityOf(endpoint))).toBe(true)
  })
})
