import { describe, expect, test } from 'vitest'
import { en } from '../src/words/en'
import { bestMatch, Language } from '../src/words/language'
import { zh } from '../src/words/zh'

/** Every text of a dictionary by its path; those that are made are called with stand-ins. */
function texts(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') {
    return new Map([[path, value]])
  }
  if (typeof value === 'function') {
    return new Map([[path, String((value as (...args: unknown[]) => unknown)(7, 'seven'))]])
  }
  return new Map(
    Object.entries(value as Record<string, unknown>).flatMap(([name, inner]) => [
      ...texts(inner, path === '' ? name : `${path}.${name}`),
    ]),
  )
}

const english = texts(en)
const chinese = texts(zh)

describe('the dictionaries', () => {
  test('have the same texts', () => {
    expect([...chinese.keys()]).toEqual([...english.keys()])
  })

  test('leave nothing untranslated but names', () => {
    const names = /^(tag|app\.key|app\.secret|app\.secretHint\.0|live\.socketId|snippets\.(tabs|environment))$/
    const same = [...english].filter(([path, text]) => chinese.get(path) === text && !names.test(path))
    expect(same).toEqual([])
  })

  test('use Chinese punctuation in Chinese sentences', () => {
    const halfWidth = [...chinese].filter(([, text]) => /\p{Script=Han}[,.!?:;]/u.test(text))
    expect(halfWidth).toEqual([])
  })
})

describe('the language', () => {
  test.each([
    [['zh-CN', 'en'], zh],
    [['zh-Hans-SG'], zh],
    [['ZH'], zh],
    [['fr-FR', 'zh-TW', 'en'], zh],
    [['en-GB', 'zh'], en],
    [['fr', 'de'], en],
    [[], en],
  ])('for readers of %j is found', (wanted, dictionary) => {
    expect(bestMatch(wanted)).toBe(dictionary)
  })

  test('shows again whatever was shown', () => {
    const language = new Language(en)
    const seen: string[] = []
    language.each(() => seen.push(language.words.copy))
    language.choose(zh)
    expect(seen).toEqual([en.copy, zh.copy])
  })
})
