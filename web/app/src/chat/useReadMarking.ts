import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect } from 'react'
import { useLatest, useMessenger } from '../lib/hooks'
import type { ChatRow } from './rows'

/** How much of a row has to be above the lower edge to count as seen. */
const SEEN_PX = 24

/** Marks as read what was on the screen, of a page that is visible and has the focus. */
export const useReadMarking = (
  id: string,
  rows: readonly ChatRow[],
  list: Virtualizer<HTMLDivElement, Element>,
): void => {
  const messenger = useMessenger()
  const mark = useLatest(() => {
    if (document.visibilityState !== 'visible' || !document.hasFocus()) {
      return
    }
    const edge = (list.scrollOffset ?? 0) + (list.scrollRect?.height ?? 0) - SEEN_PX
    let seq = 0
    for (const item of list.getVirtualItems()) {
      const row = rows[item.index]
      if (item.start <= edge && (row?.type === 'bubble' || row?.type === 'note')) {
        seq = Math.max(seq, row.message?.seq ?? 0)
      }
    }
    const me = messenger.snapshot().conversations.get(id)?.me
    if (me !== undefined && seq > 0 && (seq > me.read_seq || me.marked_unread)) {
      messenger.read(id, seq)
    }
  })
  useEffect(() => {
    mark()
  })
  useEffect(() => {
    addEventListener('focus', mark)
    document.addEventListener('visibilitychange', mark)
    return () => {
      removeEventListener('focus', mark)
      document.removeEventListener('visibilitychange', mark)
    }
  }, [mark])
}
