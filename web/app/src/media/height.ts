import type { ChatRow } from '../chat/rows'
import { attachedTo } from './attached'
import { boxOf } from './box'

const LINE = 40
const BUBBLE = 46
/** Around an image, and of the words below it. */
const FRAME = 16
const CAPTION = 34
const FILE = 66
const SOUND = 112
const FILM = 210

/** About how high a line of the list is before it is drawn, in pixels. */
export const heightOf = (row: ChatRow | undefined): number => {
  if (row?.type !== 'bubble') {
    return LINE
  }
  const file = attachedTo(row)
  const words = row.message?.text ?? row.pending?.text
  switch (file?.kind) {
    case undefined:
      return BUBBLE
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
