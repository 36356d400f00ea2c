import { type PointerEvent, type RefObject, type WheelEvent, useRef, useState } from 'react'

/** How a picture lies: enlarged, and moved by pixels. */
export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
  /** Under a finger: it follows at once. */
  readonly moving: boolean
}

export const STILL: View = { scale: 1, x: 0, y: 0, moving: false }

export const MOST_ZOOM = 6
const DOUBLE_ZOOM = 2.5
const SWIPE_PX = 60
const CLOSE_PX = 110
const TAP_PX = 8

/** Larger or smaller by a factor; never smaller than the window. */
export const zoomed = (view: View, by: number): View => {
  const scale = Math.min(MOST_ZOOM, Math.max(1, view.scale * by))
  const share = scale / view.scale
  return scale === 1 ? STILL : { scale, x: view.x * share, y: view.y * share, moving: false }
}

/** How it lies as it is drawn, and as it was last moved: fingers are faster than drawing. */
export const useView = () => {
  const [view, draw] = useState(STILL)
  const now = useRef(STILL)
  const show = (next: View): void => {
    now.current = next
    draw(next)
  }
  return { view, now, show }
}

interface Given {
  now: RefObject<View>
  show: (view: View) => void
  step: (by: 1 | -1) => void
  close: () => void
}

interface Point {
  x: number
  y: number
}

const spread = (points: readonly Point[]): number => {
  const [a, b] = points
  return a === undefined || b === undefined ? 0 : Math.hypot(a.x - b.x, a.y - b.y)
}

/** Fingers, mouse and wheel: swipe to the next, down to close, pinch or wheel to zoom, drag what is enlarged. */
export const useGestures = ({ now, show, step, close }: Given) => {
  const fingers = useRef(new Map<number, Point>())
  const begun = useRef<{ at: Point; view: View; spread: number; pinched: boolean } | null>(null)
  const begin = (): void => {
    const points = [...fingers.current.values()]
    const [at] = points
    begun.current =
      at === undefined
        ? null
        : {
            at,
            view: now.current,
            spread: spread(points),
            pinched: points.length > 1 || begun.current?.pinched === true,
          }
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) {
      return
    }
    event.currentTarget.setPointerCapture(event.pointerId)
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    begin()
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const from = begun.current
    if (from === null || !fingers.current.has(event.pointerId)) {
      return
    }
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const points = [...fingers.current.values()]
    if (points.length > 1 && from.spread > 0) {
      show({ ...zoomed(from.view, spread(points) / from.spread), moving: true })
      return
    }
    const [x, y] = [event.clientX - from.at.x, event.clientY - from.at.y]
    if (from.view.scale > 1) {
      show({ ...from.view, x: from.view.x + x, y: from.view.y + y, moving: true })
    } else if (!from.pinched) {
      // along one axis only, so that it is seen what will happen
      show({ ...STILL, ...(Math.abs(x) > Math.abs(y) ? { x } : { y: Math.max(0, y) }), moving: true })
    }
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>): void => {
    const from = begun.current
    if (from === null || !fingers.current.delete(event.pointerId)) {
      return
    }
    if (fingers.current.size > 0) {
      begin()
      return
    }
    begun.current = null
    if (from.view.scale > 1 || from.pinched) {
      show(now.current.scale <= 1 ? STILL : { ...now.current, moving: false })
      return
    }
    const [x, y] = [event.clientX - from.at.x, event.clientY - from.at.y]
    show(STILL)
    if (Math.abs(x) > SWIPE_PX && Math.abs(x) > Math.abs(y)) {
      step(x < 0 ? 1 : -1)
    } else if (y > CLOSE_PX) {
      close()
    } else if (Math.hypot(x, y) < TAP_PX && !(event.target as Element).closest('[data-large]')) {
      close() // beside the picture
    }
  }
  const onPointerCancel = (event: PointerEvent<HTMLElement>): void => {
    fingers.current.delete(event.pointerId)
    begun.current = null
    show(now.current.scale <= 1 ? STILL : { ...now.current, moving: false })
  }
  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel,
    onDoubleClick: () => show(now.current.scale > 1 ? STILL : zoomed(now.current, DOUBLE_ZOOM)),
    onWheel: (event: WheelEvent) => show(zoomed(now.current, Math.exp(-event.deltaY / 300))),
  }
}
