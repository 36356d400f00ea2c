import { inOrder } from '@parley/sync'
import { useVirtualizer } from '@tanstack/react-virtual'
import { MessageSquarePlus, PenSquare, Search } from 'lucide-react'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMessages } from '../lib/hooks'
import { titleOf } from '../lib/names'
import { Button } from '../ui/Button'
import { EmptyState } from '../ui/EmptyState'
import { IconButton } from '../ui/IconButton'
import { Row } from './Row'
import { RowSkeletons } from './RowSkeletons'
import { useRowKeys } from './useRowKeys'

const NewChat = lazy(() => import('../people/NewChat'))
const ROW = 64

/** All conversations of the reader. */
export const ListPane = () => {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const [isNew, setNew] = useState(false)
  return (
    <section
      aria-label={t('list.label')}
      className="flex min-h-0 flex-col border-line bg-panel max-md:flex-1 md:w-[var(--list)] md:shrink-0 md:border-r"
    >
      <header className="flex items-center gap-2 pb-2 pl-4 pr-2.5 pt-3.5">
        <h1 className="m-0 flex-1 text-xl font-bold tracking-tight">{t('app.chats')}</h1>
        <IconButton icon={PenSquare} label={t('list.new')} onClick={() => setNew(true)} />
      </header>
      <div className="mx-4 mb-2.5 mt-1 flex h-9.5 items-center gap-2 rounded-box bg-sunken px-3 text-muted focus-within:ring-2 focus-within:ring-brand">
        <Search size={17} strokeWidth={1.8} aria-hidden="true" />
        <input
          type="search"
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="min-w-0 flex-1 bg-transparent text-sm text-text outline-none placeholder:text-faint"
        />
        <kbd className="font-sans rounded-[5px] border border-line px-1.5 text-[11px] font-medium text-faint max-md:hidden">
          {navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K'}
        </kbd>
      </div>
      <Rows query={query} onNew={() => setNew(true)} />
      {isNew && (
        <Suspense>
          <NewChat onClose={() => setNew(false)} />
        </Suspense>
      )}
    </section>
  )
}

const Rows = ({ query, onNew }: { query: string; onNew: () => void }) => {
  const { t } = useTranslation()
  const ready = useMessages((state) => state.ready)
  const conversations = useMessages((state) => state.conversations)
  const scroller = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => {
    const words = query.trim().toLowerCase()
    const all = inOrder(conversations)
    return words === '' ? all : all.filter((one) => titleOf(one, t).toLowerCase().includes(words))
  }, [conversations, query, t])
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (i) => shown[i]?.id ?? i,
    overscan: 6,
  })
  const onKeyDown = useRowKeys()
  if (!ready) {
    return <RowSkeletons />
  }
  if (shown.length === 0 && query === '') {
    return (
      <div className="flex-1">
        <EmptyState icon={MessageSquarePlus} title={t('list.emptyTitle')} hint={t('list.emptyHint')}>
          <Button onClick={onNew}>{t('list.new')}</Button>
        </EmptyState>
      </div>
    )
  }
  if (shown.length === 0) {
    return <p className="m-0 flex-1 p-6 text-center text-muted">{t('switcher.nothing')}</p>
  }
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2 pb-3" onKeyDown={onKeyDown}>
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
