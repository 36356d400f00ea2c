/** How large an image is in a message, in CSS pixels. */
export interface Box {
  readonly width: number
  readonly height: number
}

const MOST_WIDTH = 360
const MOST_HEIGHT = 400
const LEAST = 120
const NARROWEST = 0.5
const WIDEST = 2.8
/** For what does not say its size. */
const USUAL: Box = { width: 320, height: 240 }

/** The place that an image gets before it is there. Very long or wide ones are cut; small ones are not enlarged much. */
export const boxOf = (width: number | null | undefined, height: number | null | undefined): Box => {
  if (!width || !height) {
    return USUAL
  }
  const ratio = Math.min(WIDEST, Math.max(NARROWEST, width / height))
  const wide = Math.min(MOST_WIDTH, MOST_HEIGHT * ratio, Math.max(width, LEAST, LEAST * ratio))
  return { width: Math.round(wide), height: Math.round(wide / ratio) }
}
