import { describe, expect, it } from 'vitest'
import { boxOf } from '../src/media/box'
import { middleOf, visibleOf, within } from '../src/media/crop'
import type { BubbleRow } from '../src/chat/rows'
import { heightOf } from '../src/media/height'
import { partsOfName, sizeText } from '../src/media/format'
import { STILL, zoomed } from '../src/media/useGestures'

describe('the place of an image', () => {
  it.each([
    [2560, 1707, 360, 240],
    [1000, 1000, 360, 360],
    [600, 1200, 200, 400],
    [100, 9000, 120, 240],
    [9000, 100, 360, 129],
    [16, 16, 120, 120],
    [null, null, 320, 240],
  ])('should be right for %s by %s', (width, height, wide, high) => {
    expect(boxOf(width, height)).toEqual({ width: wide, height: high })
  })
})

describe('the height of words that are not drawn yet', () => {
  const wide = { width: 900, isGroup: false }
  const phone = { width: 360, isGroup: false }
  const words = (text: string, more: Partial<BubbleRow> = {}): BubbleRow => ({
    type: 'bubble',
    key: 'k',
    senderId: 'ada',
    sentAt: '',
    mine: false,
    first: true,
    last: true,
    message: null,
    pending: { text, file: null } as BubbleRow['pending'],
    ...more,
  })

  it.each([
    ['a line', words('Hello'), wide, 44],
    ['between two', words('Hello', { last: false }), wide, 38],
    ['below a name', words('Hello'), { ...wide, isGroup: true }, 62],
    ['three short lines', words('a\nb\nc'), wide, 88],
    ['what fills a line, and the time below it', words('a'.repeat(80)), wide, 66],
    ['the same on a phone', words('a'.repeat(80)), phone, 88],
    ['Chinese words, twice as wide', words('字'.repeat(80)), wide, 88],
    ['what is folded', words('a\n'.repeat(900)), wide, 286],
  ])('should be near for %s', (_, row, place, high) => {
    expect(heightOf(row, place)).toBe(high)
  })
})

describe('a size', () => {
  it.each([
    [0, 'en', '0 bytes'],
    [999, 'en', '999 bytes'],
    [183_422, 'en', '183 kB'],
    [1_500_000, 'en', '1.5 MB'],
    [268_435_456, 'en', '268 MB'],
    [5_000_000_000, 'en', '5 GB'],
    [1_500_000, 'zh-CN', '1.5 MB'],
  ])('should read %s in %s', (bytes, language, text) => {
    expect(sizeText(bytes, language)).toBe(text)
  })
})

describe('a name', () => {
  it('should keep its end apart, so that its kind is always seen', () => {
    expect(partsOfName('minutes of the yearly assembly.pdf')).toEqual(['minutes of the yearly ass', 'embly.pdf'])
    expect(partsOfName('short.pdf')).toEqual(['short.pdf', ''])
  })
})

describe('a part that is cut out', () => {
  const picture = { width: 400, height: 200 }
  const frame = { width: 100, height: 100 }
  it('should cover the frame in the middle first', () => {
    expect(visibleOf(picture, frame, 1)).toEqual({ width: 200, height: 200 })
    expect(within(picture, frame, middleOf(picture))).toEqual({ x: 200, y: 100, zoom: 1 })
  })
  it('should never show an empty edge', () => {
    expect(within(picture, frame, { x: -50, y: 900, zoom: 1 })).toEqual({ x: 100, y: 100, zoom: 1 })
    expect(within(picture, frame, { x: 0, y: 0, zoom: 2 })).toEqual({ x: 50, y: 50, zoom: 2 })
    expect(within(picture, frame, { x: 0, y: 0, zoom: 0.2 }).zoom).toBe(1)
  })
})

describe('a picture in the lightbox', () => {
  it('should come back to its place when it is as large as the window again', () => {
    const large = zoomed({ ...STILL, x: 0 }, 3)
    expect(large.scale).toBe(3)
    expect(zoomed({ ...large, x: 90, y: 30 }, 0.5)).toMatchObject({ scale: 1.5, x: 45, y: 15 })
    expect(zoomed({ ...large, x: 90 }, 0.1)).toEqual(STILL)
  })
})
