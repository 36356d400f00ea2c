import type { Conversation } from '@parley/sync'
import { describe, expect, it } from 'vitest'
import { highlightsOf, markedWords, partsOf } from '../src/search/highlights'
import { optionsOf } from '../src/search/options'
import type { Found } from '../src/search/useSearch'
import {
  beginFilter,
  completeFilter,
  filtersOf,
  isAsked,
  plainWords,
  typedFilter,
  withoutFilter,
} from '../src/search/words'

const filters = (query: string): string[] => filtersOf(query).map((one) => `${one.key}=${one.value}`)

describe('the filters among the words of a search', () => {
  it('should be told from words', () => {
    expect(filters('boat from:ada in:"River club" has:image before:2026-01')).toEqual([
      'from=ada',
      'in=River club',
      'has=image',
      'before=2026-01',
    ])
    expect(filters('login:x https://from:80 他说:from')).toEqual([])
  })

  it('should go without taking words along', () => {
    const query = 'boat from:ada tomorrow'
    const [filter] = filtersOf(query)
    expect(filter && withoutFilter(query, filter)).toBe('boat tomorrow')
    expect(plainWords('Boat from:ada  in:"River club"')).toBe('boat')
  })

  it('should be begun, typed and completed', () => {
    expect(beginFilter('boat ', 'in')).toBe('boat in:')
    expect(typedFilter('boat in:Ri')?.value).toBe('Ri')
    expect(completeFilter('boat in:Ri', 'River club')).toBe('boat in:"River club" ')
    expect(completeFilter('from:', 'ada')).toBe('from:ada ')
    expect(typedFilter('boat in:"River club"')).toBeNull()
    expect(typedFilter('from:ada ')).toBeNull()
  })

  it('should be a question only with a value', () => {
    expect(['', '  ', 'from:', 'boat', 'from:ada', '船'].map(isAsked)).toEqual([false, false, false, true, true, true])
  })
})

describe('what is marked in a text', () => {
  it('should lose no letter, whatever overlaps', () => {
    const text = '周末去划船吗？Boats!'
    const parts = partsOf(text, [
      { start: 7, end: 11 },
      { start: 3, end: 5 },
      { start: 4, end: 6 },
      { start: 90, end: 99 },
    ])
    expect(parts.map((one) => one.text).join('')).toBe(text)
    expect(parts.filter((one) => one.marked).map((one) => one.text)).toEqual(['划船', '吗', 'Boat'])
  })

  it('should be found again wherever the words stand, however they are written', () => {
    const words = markedWords('The Boat (old)', [
      { start: 4, end: 8 },
      { start: 9, end: 14 },
    ])
    expect(words).toEqual(['boat', '(old)'])
    expect(highlightsOf('boats, a BOAT (old)', words).map((one) => one.start)).toEqual([0, 9, 14])
    expect(highlightsOf('anything', [])).toEqual([])
  })
})

const chat = (
  id: string,
  title: string,
  peerId: string | null = null,
): { conversation: Conversation; title: string } => ({
  // only what the options look at
  conversation: { id, peer: peerId === null ? null : { id: peerId, username: title.toLowerCase() } } as Conversation,
  title,
})

const nothing: Found = {
  asked: true,
  persons: [],
  groups: [],
  messages: [],
  places: [],
  partial: false,
  complete: true,
  busy: false,
  error: null,
  retry: () => undefined,
  more: null,
}

describe('the lines of what was found', () => {
  const ada = { id: '7', username: 'ada', display_name: 'Ada', signature: '', deleted: false, version: 1 }
  const found: Found = {
    ...nothing,
    persons: [{ person: { ...ada, avatar_id: null, background_id: null }, alias: null, highlights: [] }],
  }

  it('should not name a person twice whose conversation is found', () => {
    const keys = (words: string, chats: ReturnType<typeof chat>[]): string[] =>
      optionsOf(chats, words, found).map((one) => one.key)
    expect(keys('ad', [chat('1', 'Ada', '7'), chat('2', 'Boats')])).toEqual(['chat-1'])
    expect(keys('ad', [chat('2', 'Boats')])).toEqual(['person-7'])
    expect(keys('', [chat('1', 'Ada', '7')])).toEqual(['person-7'])
  })
})
