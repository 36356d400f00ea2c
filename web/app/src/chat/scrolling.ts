import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { ChatRow } from './rows'

/** This near to the end counts as at the end. */
export const END_PX = 80

type List = Virtualizer<HTMLDivElement, Element>

/** Where a message stands among the rows; -1 if it does not. */
export const indexOfSeq = (rows: readonly ChatRow[], seq: number): number =>
  rows.findIndex((row) => (row.type === 'bubble' || row.type === 'note') && row.message?.seq === seq)

/** Begins at the message that is asked for, else at the first unread one, else at the end; tells whether it is at the end. */
export const useOpening = (rows: readonly ChatRow[], list: List, seq: number | null): RefObject<boolean> => {
  const opened = useRef(false)
  const atEnd = useRef(false)
  useLayoutEffect(() => {
    if (opened.current || rows.length === 0) {
      return
    }
    opened.current = true
    const asked = seq === null ? -1 : indexOfSeq(rows, seq)
    if (asked >= 0) {
      list.scrollToIndex(asked, { align: 'center' })
      return
    }
    const divider = rows.findIndex((row) => row.type === 'unread')
    if (divider > 0) {
      list.scrollToIndex(divider, { align: 'start' })
    } else {
      atEnd.current = true
      list.scrollToEnd()
    }
  }, [rows, list, seq])
  return atEnd
}

/** How far the end is below what is seen, by what is known: asking the element would lay the page out. */
export const distanceFromEnd = (list: List): number =>
  list.getTotalSize() - (list.scrollOffset ?? 0) - (list.scrollRect?.height ?? 0)

/**
 * Who reads the end goes on reading it when the composer grows or a keyboard opens; and until they move by themselves, also when lines turn out to be
 * higher or lower than they were taken for.
 */
export const useStayingAtEnd = (
  scroller: RefObject<HTMLDivElement | null>,
  list: List,
  atEnd: RefObject<boolean>,
  moved: RefObject<boolean>,
): void => {
  useEffect(() => {
    const element = scroller.current
    const content = element?.firstElementChild
    if (!element || !content) {
      return undefined
    }
    const onScroll = (): void => {
      atEnd.current = distanceFromEnd(list) <= END_PX || (atEnd.current && !moved.current)
    }
    const resized = new ResizeObserver((changes) => {
      if (atEnd.current && !(moved.current && changes.every(({ target }) => target === content))) {
        element.scrollTop = element.scrollHeight
      }
    })
    element.addEventListener('scroll', onScroll, { passive: true })
    resized.observe(element)
    resized.observe(content)
    return () => {
      element.removeEventListener('scroll', onScroll)
      resized.disconnect()
    }
  }, [scroller, list, atEnd, moved])
}
