import { expect, it } from 'vitest'
import { en } from '../src/i18n/en'
import { zhCN } from '../src/i18n/zh-CN'

const leaves = (tree: object, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : leaves(value as object, `${path}${key}.`),
  )

const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/gu)].map((one) => one[1] ?? '').sort()

it('should hold the same words with the same blanks in both languages', () => {
  const chinese = new Map(leaves(zhCN))
  for (const [key, text] of leaves(en)) {
    expect(holes(chinese.get(key) ?? ''), key).toEqual(holes(text))
  }
})
