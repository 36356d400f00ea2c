export interface Highlight {
  readonly start: number
  readonly end: number
}

export interface Part {
  readonly text: string
  readonly marked: boolean
}

/** Cuts a text at its highlights. Put together again, it is the same text. */
export const partsOf = (text: string, highlights: readonly Highlight[]): Part[] => {
  const parts: Part[] = []
  let at = 0
  for (const { start, end } of [...highlights].sort((a, b) => a.start - b.start)) {
    const from = Math.max(at, start)
    const to = Math.min(text.length, end)
    if (to > from) {
      if (from > at) {
        parts.push({ text: text.slice(at, from), marked: false })
      }
      parts.push({ text: text.slice(from, to), marked: true })
      at = to
    }
  }
  if (at < text.length) {
    parts.push({ text: text.slice(at), marked: false })
  }
  return parts
}

/** The words that are marked, each once: to be marked wherever else the text stands. */
export const markedWords = (text: string, highlights: readonly Highlight[]): string[] => [
  ...new Set(
    partsOf(text, highlights)
      .filter((one) => one.marked)
      .map((one) => one.text.toLowerCase()),
  ),
]

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')

/** Where words stand in a text. */
export const highlightsOf = (text: string, words: readonly string[]): Highlight[] => {
  if (words.length === 0) {
    return []
  }
  const longestFirst = [...words].sort((a, b) => b.length - a.length).map(escaped)
  return [...text.matchAll(new RegExp(longestFirst.join('|'), 'giu'))].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }))
}
