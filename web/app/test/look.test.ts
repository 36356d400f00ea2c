import { describe, expect, it } from 'vitest'
import { hueOf, initialsOf, isLargeEmoji } from '../src/lib/look'
import { ago, dayName, shortTime } from '../src/lib/time'

const NOW = new Date(2026, 4, 20, 15, 30).getTime()
const at = (...given: [number, number, number, number, number]): string => new Date(...given).toISOString()

describe('how people look', () => {
  it.each([
    ['Ada Lovell', 'AL'],
    ['林静', '林'],
    ['望山徒步 · Hikers', '望'],
    ['Lin 林', 'L'],
    ['bob', 'B'],
    ['👩‍🚀 Crew', '👩‍🚀C'],
    ['', ''],
  ])('should shorten %s to %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })

  it('should spread ids over eight hues, the same each time', () => {
    const hues = Array.from({ length: 4_000 }, (_, i) => hueOf(String(117_665_756_748_972_032n + BigInt(i) * 4_096n)))
    const counts = Array.from({ length: 8 }, (_, hue) => hues.filter((one) => one === hue).length)
    expect(Math.min(...counts)).toBeGreaterThan(350)
    expect(hueOf('42')).toBe(hueOf('42'))
  })

  it.each([
    ['😀', true],
    ['👍🏽 ❤️', true],
    ['👨‍👩‍👧‍👦', true],
    ['😀😀😀😀', false],
    ['12', false],
    ['ok 👍', false],
    ['', false],
  ])('should tell whether %s is shown large', (text, large) => {
    expect(isLargeEmoji(text)).toBe(large)
  })
})

describe('how times are told', () => {
  it.each([
    ['en', at(2026, 4, 20, 9, 5), '09:05'],
    ['en', at(2026, 4, 19, 23, 59), 'Yesterday'],
    ['zh-CN', at(2026, 4, 19, 23, 59), '昨天'],
    ['en', at(2026, 4, 15, 9, 5), 'Fri'],
    ['zh-CN', at(2026, 4, 15, 9, 5), '周五'],
    ['en', at(2026, 2, 1, 9, 5), 'Mar 1'],
    ['zh-CN', at(2026, 2, 1, 9, 5), '3月1日'],
  ])('should shorten in %s', (language, iso, text) => {
    expect(shortTime(iso, language, NOW)).toBe(text)
  })

  it('should name days', () => {
    const words = { today: 'Today', yesterday: 'Yesterday' }
    expect(dayName(at(2026, 4, 20, 0, 1), 'en', NOW, words)).toBe('Today')
    expect(dayName(at(2026, 4, 19, 23, 59), 'en', NOW, words)).toBe('Yesterday')
    expect(dayName(at(2025, 4, 19, 23, 59), 'en', NOW, words)).toBe('Monday, May 19, 2025')
  })

  it('should tell how long ago', () => {
    expect(ago(at(2026, 4, 20, 15, 29), 'en', NOW + 30_000, 'just now')).toBe('1 minute ago')
    expect(ago(at(2026, 4, 20, 15, 30), 'en', NOW + 10_000, 'just now')).toBe('just now')
    expect(ago(at(2026, 4, 18, 15, 30), 'zh-CN', NOW, '刚刚')).toBe('前天')
  })
})
