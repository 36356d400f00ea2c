import type { Virtualizer } from '@tanstack/react-virtual'
import type { KeyboardEvent } from 'react'
import type { ChatRow } from './rows'

const articlesIn = (scroller: HTMLElement): HTMLElement[] =>
  [...scroller.querySelectorAll<HTMLElement>('article')].sort(
    (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
  )

/** Where the focus goes by an arrow: to the neighbour, or into the list at the last message on the screen. */
const neighbour = (scroller: HTMLElement, step: 1 | -1): HTMLElement | undefined => {
  const all = articlesIn(scroller)
  const at = all.findIndex((one) => one.contains(document.activeElement))
  if (at >= 0) {
    return all[at + step]
  }
  const { bottom } = scroller.getBoundingClientRect()
  return all.findLast((one) => one.getBoundingClientRect().top < bottom)
}

/** Arrows move the focus from message to message, Home and End to the first and the last. */
export const useListKeys =
  (rows: readonly ChatRow[], list: Virtualizer<HTMLDivElement, Element>) =>
  (event: KeyboardEvent<HTMLDivElement>): void => {
    const scroller = event.currentTarget
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return
    }
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const next = neighbour(scroller, event.key === 'ArrowUp' ? -1 : 1)
      event.preventDefault()
      next?.focus()
    } else if (event.key === 'Home' || event.key === 'End') {
      const isHome = event.key === 'Home'
      event.preventDefault()
      list.scrollToIndex(isHome ? 0 : rows.length - 1, { align: isHome ? 'start' : 'end' })
      requestAnimationFrame(() => {
        const all = articlesIn(scroller)
        const to = isHome ? all[0] : all.at(-1)
        to?.focus({ preventScroll: true })
      })
    }
  }
