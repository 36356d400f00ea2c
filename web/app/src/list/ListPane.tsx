import { PenSquare } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { SearchBox } from '../search/SearchBox'
import type { SearchKeys } from '../search/SearchPanel'
import { IconButton } from '../ui/IconButton'
import { ListResizer } from './ListResizer'
import { Rows } from './Rows'
import { useSearching } from './searching'

const NewChat = lazy(() => import('../people/NewChat'))
const SearchPanel = lazy(() => import('../search/SearchPanel'))

/** All conversations of the reader; while something is looked for, what was found. */
export const ListPane = () => {
  const { t } = useTranslation()
  const [query, setQuery] = useSearching()
  const [activeId, setActiveId] = useState<string | null>(null)
  const [isNew, setNew] = useState(false)
  const keys = useRef<SearchKeys>(null)
  const box = useRef<HTMLInputElement>(null)
  return (
    <section
      data-landmark
      tabIndex={-1}
      aria-label={t('list.label')}
      className="relative flex min-h-0 flex-col border-line bg-panel outline-none max-md:flex-1 md:w-[var(--list)] md:shrink-0 md:border-r"
    >
      <header className="flex items-center gap-2 pb-2 pl-4 pr-2.5 pt-3.5">
        <h1 className="m-0 flex-1 text-xl font-bold tracking-tight">{t('app.chats')}</h1>
        <IconButton icon={PenSquare} label={t('list.new')} onClick={() => setNew(true)} />
      </header>
      <SearchBox
        query={query}
        onQuery={setQuery}
        activeId={activeId}
        onKey={(event) => keys.current?.onKey(event) ?? false}
        box={box}
      />
      {query === '' ? (
        <Rows onNew={() => setNew(true)} />
      ) : (
        <Suspense>
          <SearchPanel
            ref={keys}
            query={query}
            onQuery={(next) => {
              setQuery(next)
              box.current?.focus()
            }}
            onActive={setActiveId}
          />
        </Suspense>
      )}
      <ListResizer />
      {isNew && (
        <Suspense>
          <NewChat onClose={() => setNew(false)} />
        </Suspense>
      )}
    </section>
  )
}
