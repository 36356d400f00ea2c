import { type PointerEvent, useRef, useState } from 'react'

/** From here on it is a swipe, and no longer a tap or the scrolling of the list. */
const BEGIN_PX = 12
/** Who lets go beyond this answers. */
const REPLY_PX = 56
const MOST_PX = 76

/** Under a finger a message moves aside; who lets go far enough answers it. Null where nothing can be answered. */
export const useSwipeReply = (reply: (() => void) | null) => {
  const begun = useRef<{ readonly id: number; readonly x: number; readonly y: number; by: number } | null>(null)
  const [swiping, setSwiping] = useState(false)
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (reply !== null && event.pointerType === 'touch' && event.isPrimary) {
      begun.current = { id: event.pointerId, x: event.clientX, y: event.clientY, by: 0 }
    }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const from = begun.current
    if (from === null || from.id !== event.pointerId) {
      return
    }
    const x = event.clientX - from.x
    if (!swiping) {
      if (x < BEGIN_PX || x < Math.abs(event.clientY - from.y)) {
        return
      }
      setSwiping(true)
      event.currentTarget.setPointerCapture(event.pointerId)
    }
    from.by = Math.min(MOST_PX, Math.max(0, x - BEGIN_PX))
    event.currentTarget.style.transform = `translateX(${from.by}px)`
  }
  const end = (event: PointerEvent<HTMLElement>, isUp: boolean): void => {
    const from = begun.current
    if (from === null || from.id !== event.pointerId) {
      return
    }
    begun.current = null
    setSwiping(false)
    event.currentTarget.style.transform = ''
    if (isUp && from.by >= REPLY_PX) {
      reply?.()
    }
  }
  return {
    swiping,
    swipe: {
      onPointerDown,
      onPointerMove,
      onPointerUp: (event: PointerEvent<HTMLElement>) => end(event, true),
      onPointerCancel: (event: PointerEvent<HTMLElement>) => end(event, false),
    },
  }
}
