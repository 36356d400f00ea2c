import { inOrder } from '@parley/sync'
import { useVirtualizer } from '@tanstack/react-virtual'
import { MessageSquarePlus } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { Button } from '../ui/Button'
import { EmptyState } from '../ui/EmptyState'
import { Row } from './Row'
import { RowSkeletons } from './RowSkeletons'
import { useRowKeys } from './useRowKeys'

const ROW = 64

// A phone takes the list away while a conversation is open; who comes back finds it where it was.
let keptOffset = 0

/** The rows of the list; only those near the screen are drawn. */
export const Rows = ({ onNew }: { onNew: () => void }) => {
  const { t } = useTranslation()
  const ready = useMessages((state) => state.ready)
  const conversations = useMessages((state) => state.conversations)
  const scroller = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => inOrder(conversations), [conversations])
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (i) => shown[i]?.id ?? i,
    initialOffset: () => keptOffset,
    overscan: 6,
  })
  const onKeyDown = useRowKeys()
  const isEmpty = ready && shown.length === 0
  useEffect(() => {
    if (scroller.current !== null) {
      scroller.current.scrollTop = keptOffset
    }
  }, [ready, isEmpty])
  if (!ready) {
    return <RowSkeletons />
  }
  if (isEmpty) {
    return (
      <div className="flex-1">
        <EmptyState icon={MessageSquarePlus} title={t('list.emptyTitle')} hint={t('list.emptyHint')}>
          <Button onClick={onNew}>{t('list.new')}</Button>
        </EmptyState>
      </div>
    )
  }
  return (
    <div
      ref={scroller}
      className="min-h-0 flex-1 overflow-y-auto px-2 pb-3"
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        keptOffset = event.currentTarget.scrollTop
      }}
    >
      <ul className="relative m-0 list-none p-0" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const one = shown[item.index]
          return (
            one && (
              <li
                key={item.key}
                className="absolute inset-x-0 top-0"
                style={{ height: ROW, transform: `translateY(${item.start}px)` }}
              >
                <Row conversation={one} />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}
