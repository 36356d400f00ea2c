import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect } from 'react'
import { useMessenger } from '../lib/hooks'
import type { ChatRow } from './rows'
import type { Window } from './useWindow'

const EARLY_ROWS = 6
/** Rows may be drawn that the reader has been taken away from already: reading on would move what they are taken to. */
const NEAR_PX = 1_000

/** Reads on, above and in a window below too, before the reader gets there. */
export const useLoading = (
  id: string,
  rows: readonly ChatRow[],
  list: Virtualizer<HTMLDivElement, Element>,
  hasBefore: boolean,
  window: Window | null,
): void => {
  const messenger = useMessenger()
  const items = list.getVirtualItems()
  const first = items[0]?.index ?? EARLY_ROWS
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (!hasBefore || first >= EARLY_ROWS || rows.length === 0) {
      return
    }
    if ((list.scrollElement?.scrollTop ?? 0) > NEAR_PX) {
      return
    }
    if (window !== null) {
      window.loadBefore()
    } else {
      void messenger.loadBefore(id).catch(() => undefined) // the next scroll asks again
    }
  }, [hasBefore, first, rows.length, window, messenger, id, list])
  useEffect(() => {
    if (rows.length > 0 && last > rows.length - EARLY_ROWS) {
      window?.loadAfter?.()
    }
  }, [last, rows.length, window])
}
