import { execFileSync } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SNIPPETS } from '../src/snippets/all'
import { highlight } from '../src/snippets/highlight'
import { curlCode } from '../src/snippets/shell'
import { PLACEHOLDER, type Target } from '../src/snippets/snippet'
import { DICTIONARIES } from '../src/words/language'

const PLAIN: Target = {
  appId: '418203',
  key: 'k1x',
  cluster: 'parley',
  channel: 'quick-start',
  event: 'message',
  host: 'localhost',
  port: 8080,
  tls: false,
  pathPrefix: '',
}
const PREFIXED: Target = { ...PLAIN, host: 'chat.example', port: 443, tls: true, pathPrefix: '/rt' }

const cases = DICTIONARIES.flatMap((words) =>
  [PLAIN, PREFIXED].flatMap((target) =>
    SNIPPETS.map((make) => {
      const snippet = make(target, words)
      return { name: `${snippet.label} at ${target.host} in ${words.tag}`, snippet, target }
    }),
  ),
)

describe.each(cases)('the snippet $name', ({ snippet, target }) => {
  const code = snippet.blocks.map((block) => block.code).join('\n')

  test('names this server’s key, host, channel and event', () => {
    for (const value of [target.key, target.host, target.channel, target.event]) {
      expect(code).toContain(value)
    }
  })

  test('asks for the secret exactly where one is needed', () => {
    expect(code.includes(PLACEHOLDER)).toBe(snippet.secret)
  })

  test('says how a path prefix is to be reached', () => {
    const told = [code, ...snippet.notes].join('\n').includes('/rt')
    expect(told).toBe(target.pathPrefix !== '')
  })

  test('loses nothing to colouring', () => {
    for (const block of snippet.blocks) {
      const tokens = highlight(block.code, block.language)
      expect(tokens.map((token) => token.text).join('')).toBe(block.code)
      expect(tokens.some((token) => token.kind !== 'plain')).toBe(true)
    }
  })
})

test('the browser client is told to use TLS, its port and its prefix', () => {
  const [words] = DICTIONARIES
  const [browser] = SNIPPETS
  const code =
    words && browser
      ? browser(PREFIXED, words)
          .blocks.map((block) => block.code)
          .join('\n')
      : ''
  expect(code).toContain('forceTLS: true')
  expect(code).toContain('wssPort: 443')
  expect(code).toContain("wsPath: '/rt'")
  expect(code).toContain("enabledTransports: ['ws', 'wss']")
})

describe('the curl snippet', () => {
  // Runs the text as a reader would, with a curl that writes down what it was asked to do.
  function run(target: Target, greeting: string, secret: string): { body: string; url: URL } {
    const folder = mkdtempSync(join(tmpdir(), 'parley-curl-'))
    try {
      const stub = join(folder, 'curl')
      writeFileSync(stub, '#!/bin/sh\nfor word; do printf "%s\\0" "$word"; done > "$CURL_LOG"\n')
      chmodSync(stub, 0o755)
      const log = join(folder, 'log')
      execFileSync('sh', ['-eu', '-c', curlCode(target, greeting).replace(PLACEHOLDER, secret)], {
        env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, CURL_LOG: log },
      })
      const words = readFileSync(log, 'utf8').split('\0')
      return { body: words[words.indexOf('-d') + 1] ?? '', url: new URL(words.at(-2) ?? '') }
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  test.each([
    [PLAIN, 'Hello from curl'],
    [PREFIXED, '来自 curl 的问候'],
  ])('signs as the protocol asks (%#)', (target, greeting) => {
    const { body, url } = run(target, greeting, 's3cret')

    expect(JSON.parse(body)).toEqual({
      name: 'message',
      channels: ['quick-start'],
      data: JSON.stringify({ text: greeting }),
    })
    expect(url.origin + url.pathname).toBe(
      target === PLAIN ? 'http://localhost:8080/apps/418203/events' : 'https://chat.example/rt/apps/418203/events',
    )
    const query = url.searchParams
    expect(query.get('auth_key')).toBe('k1x')
    expect(query.get('auth_version')).toBe('1.0')
    expect(Math.abs(Number(query.get('auth_timestamp')) - Date.now() / 1000)).toBeLessThan(60)
    expect(query.get('body_md5')).toBe(createHash('md5').update(body).digest('hex'))
    const signed = [...query]
      .filter(([name]) => name !== 'auth_signature')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&')
    expect(query.get('auth_signature')).toBe(
      createHmac('sha256', 's3cret').update(`POST\n/apps/418203/events\n${signed}`).digest('hex'),
    )
  })
})

describe('colouring', () => {
  test('lifts the placeholder out of strings and plain text', () => {
    expect(highlight(`a = '${PLACEHOLDER}'`, 'js')).toEqual([
      { kind: 'plain', text: 'a = ' },
      { kind: 'string', text: "'" },
      { kind: 'placeholder', text: PLACEHOLDER },
      { kind: 'string', text: "'" },
    ])
    expect(highlight(`S=${PLACEHOLDER}`, 'env').at(-1)).toEqual({ kind: 'placeholder', text: PLACEHOLDER })
  })

  test('sees words in strings as part of the string', () => {
    expect(highlight(`"import 5"`, 'java')).toEqual([{ kind: 'string', text: '"import 5"' }])
  })

  test('colours whole words only', () => {
    expect(highlight('imported constant', 'js')).toEqual([{ kind: 'plain', text: 'imported constant' }])
  })
})
