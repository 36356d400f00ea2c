import type { ChatRow } from '../chat/rows'
import { attachedTo } from './attached'
import { boxOf } from './box'

const LINE = 40
/** Of words, and around them: between two of one person, and below the last. */
const WORDS = 22
const AROUND = 16
const BELOW_LAST = 6
const QUOTE = 52
const NAME = 18
/** The time of a message stands beside its words, this wide. */
const TIME = 64
/** What one letter takes across, in Latin and in the scripts that fill a square; and at the sides of the words. */
const LETTER = 7.3
const SQUARE = 15
const SIDES = 26
const WIDEST_PX = 620
const SHARE = 0.84
/** Longer ones are folded. */
const MOST_LINES = 12
/** Around an image, and of the words below it. */
const FRAME = 16
const CAPTION = 40
const FILE = 66
const SOUND = 112
const FILM = 210

/** How many lines words take, the time behind the last of them included. */
const linesOf = (text: string, across: number): number => {
  const letter = /[\u2e80-\uffef]/u.test(text.slice(0, 8)) ? SQUARE : LETTER
  let lines = 0
  let last = 0
  for (let from = 0; from <= text.length && lines < MOST_LINES;) {
    const end = text.indexOf('\n', from)
    const length = (end < 0 ? text.length : end) - from
    const own = Math.max(1, Math.ceil((length * letter) / across))
    last = own * across - length * letter
    lines += own
    from += length + 1
  }
  return Math.min(MOST_LINES, lines + (last < TIME ? 1 : 0))
}

/** Where the lines are drawn. */
export interface Place {
  /** In CSS pixels. */
  readonly width: number
  readonly isGroup: boolean
}

/**
 * About how high a line of the list is before it is drawn, in pixels. Asked for every line of a conversation, so it does
 * not look at each letter; the nearer it comes, the less moves when the line is drawn.
 */
export const heightOf = (row: ChatRow | undefined, { width, isGroup }: Place): number => {
  if (row?.type !== 'bubble') {
    return LINE
  }
  const file = attachedTo(row)
  const words = row.message?.text ?? row.pending?.text
  switch (file?.kind) {
    case undefined: {
      const lines = linesOf(words ?? '', Math.min(WIDEST_PX, width * SHARE) - SIDES)
      const above = (isGroup && row.first && !row.mine ? NAME : 0) + (row.message?.reply ? QUOTE : 0)
      return above + lines * WORDS + AROUND + (row.last ? BELOW_LAST : 0)
    }
    case 'image':
      return boxOf(file.width, file.height).height + FRAME + (words ? CAPTION : 0)
    case 'video':
      return FILM + FRAME + CAPTION
    case 'audio':
      return SOUND
    default:
      return FILE + (words ? CAPTION : 0)
  }
}
