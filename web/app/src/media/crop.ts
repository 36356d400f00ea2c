/** A part of a picture: where its middle lies, in the picture's pixels, and how much it is enlarged. */
export interface Part {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export const MOST_CROP_ZOOM = 5

/** How many pixels of the frame one of the picture takes: at zoom 1 the picture just covers the frame. */
export const scaleOf = (picture: Size, frame: Size, zoom: number): number =>
  Math.max(frame.width / picture.width, frame.height / picture.height) * zoom

/** What of the picture the frame shows. */
export const visibleOf = (picture: Size, frame: Size, zoom: number): Size => {
  const scale = scaleOf(picture, frame, zoom)
  return { width: frame.width / scale, height: frame.height / scale }
}

const between = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** The nearest part that leaves no empty edge. */
export const within = (picture: Size, frame: Size, part: Part): Part => {
  const zoom = between(part.zoom, 1, MOST_CROP_ZOOM)
  const { width, height } = visibleOf(picture, frame, zoom)
  return {
    zoom,
    x: between(part.x, width / 2, picture.width - width / 2),
    y: between(part.y, height / 2, picture.height - height / 2),
  }
}

export const middleOf = ({ width, height }: Size): Part => ({ x: width / 2, y: height / 2, zoom: 1 })
