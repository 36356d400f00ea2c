import { describe, expect, it } from 'vitest'
import { tokensOf } from '../src/chat/tokens'

const links = (text: string): string[] => tokensOf(text).flatMap((one) => (one.type === 'link' ? [one.text] : []))

describe('the pieces of a text', () => {
  it.each([
    ['see https://example.com/a?b=c#d.', ['https://example.com/a?b=c#d']],
    ['(https://example.com)', ['https://example.com']],
    ['https://en.wikipedia.org/wiki/Go_(game)', ['https://en.wikipedia.org/wiki/Go_(game)']],
    ['看这里https://example.com/山，很好', ['https://example.com/山']],
    ['http://a.example and https://b.example', ['http://a.example', 'https://b.example']],
  ])('should find the links of %s', (text, found) => {
    expect(links(text)).toEqual(found)
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://',
    'mailto:a@b.example',
    '`https://in.code`',
  ])('should make no link of %s', (text) => {
    expect(links(text)).toEqual([])
  })

  it('should take markup for what it is: words', () => {
    expect(tokensOf('<img src=x onerror=alert(1)>')).toEqual([{ type: 'text', text: '<img src=x onerror=alert(1)>' }])
  })

  it('should tell code in a line and in a block', () => {
    expect(tokensOf('run `npm ci`:\n```\na\nb\n```')).toEqual([
      { type: 'text', text: 'run ' },
      { type: 'code', text: 'npm ci' },
      { type: 'text', text: ':\n' },
      { type: 'block', text: 'a\nb' },
    ])
  })

  it('should tell who is called, but not in an address', () => {
    const calls = (text: string): string[] => tokensOf(text).flatMap((one) => (one.type === 'call' ? [one.name] : []))
    expect(calls('@Ada, @lin.wang. 你好@所有人 mail@example.com @')).toEqual(['ada', 'lin.wang', '所有人'])
  })

  it('should lose no word, whatever comes', () => {
    const signs = ['a', ' ', '\n', '`', '```', 'https://x.example', '@ada', '<', ')', '.', '。', '😀', '\u202e']
    let seed = 7
    const next = (): number => (seed = (seed * 48_271) % 2_147_483_647)
    for (let i = 0; i < 2_000; i++) {
      const text = Array.from({ length: next() % 12 }, () => signs[next() % signs.length]).join('')
      const words = (from: string): string => from.replace(/[`\n]/gu, '')
      const found = tokensOf(text)
        .map((one) => one.text)
        .join('')
      expect(words(found)).toBe(words(text))
    }
  })
})
