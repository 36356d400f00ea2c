const HUES = 8
const IS_CJK = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u

/** One of eight hues, always the same for an id. */
export const hueOf = (id: string): number => {
  let hash = 2166136261
  for (const char of id) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619)
  }
  return (hash >>> 13) % HUES
}

const signs = new Intl.Segmenter()

/** What a reader takes for the first letter. Of two plain ones it is sure without asking, which is slow. */
const firstOf = (word: string): string => {
  if (/^[A-Za-z]{2}/.test(word)) {
    return word.charAt(0)
  }
  for (const { segment } of signs.segment(word)) {
    return segment
  }
  return ''
}

/** One or two signs that stand for a name: the first of a Chinese one, the initials of others. */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/[\s·]+/u)
  const first = firstOf(words[0] ?? '')
  if (IS_CJK.test(first)) {
    return first
  }
  const last = words.length > 1 ? firstOf(words.at(-1) ?? '') : ''
  return (first + (IS_CJK.test(last) ? '' : last)).toUpperCase()
}

const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s)+$/u
const SOME_EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u
const MOST_LARGE = 3

/** Whether a text is up to three emoji and nothing else, which are shown large. */
export const isLargeEmoji = (text: string): boolean =>
  ONLY_EMOJI.test(text) && SOME_EMOJI.test(text) && [...signs.segment(text.replace(/\s/gu, ''))].length <= MOST_LARGE
