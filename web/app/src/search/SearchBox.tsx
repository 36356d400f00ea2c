import { Search, X } from 'lucide-react'
import type { KeyboardEvent, RefObject } from 'react'
import { useTranslation } from '../i18n/useTranslation'

export const SEARCH_BOX = 'search-box'
export const SEARCH_LIST = 'search-list'

interface Props {
  query: string
  onQuery: (query: string) => void
  /** The line of the results that Enter opens. */
  activeId: string | null
  /** Whether the key was for the results. */
  onKey: (event: KeyboardEvent) => boolean
  box: RefObject<HTMLInputElement | null>
}

/** Above the list: looks for chats, people and messages. */
export const SearchBox = ({ query, onQuery, activeId, onKey, box }: Props) => {
  const { t } = useTranslation()
  const open = query !== ''
  return (
    <div
      role="search"
      className="mx-4 mb-2.5 mt-1 flex h-9.5 shrink-0 items-center gap-2 rounded-box bg-sunken pl-3 pr-1.5 text-muted focus-within:ring-2 focus-within:ring-brand"
    >
      <Search size={17} strokeWidth={1.8} aria-hidden="true" className="shrink-0" />
      <input
        ref={box}
        id={SEARCH_BOX}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        role="combobox"
        aria-expanded={open}
        aria-controls={SEARCH_LIST}
        aria-activedescendant={activeId ?? undefined}
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        autoComplete="off"
        spellCheck={false}
        maxLength={256}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) {
            return
          }
          if (event.key === 'Escape' && open) {
            event.preventDefault()
            onQuery('')
          } else if (onKey(event)) {
            event.preventDefault()
          }
        }}
        className="min-w-0 flex-1 bg-transparent text-sm text-text outline-none placeholder:text-faint"
      />
      {open ? (
        <button
          type="button"
          aria-label={t('search.clear')}
          title={t('search.clear')}
          onClick={() => {
            onQuery('')
            box.current?.focus()
          }}
          className="grid size-7 place-items-center rounded-chip hover:bg-hover"
        >
          <X size={16} strokeWidth={1.8} aria-hidden="true" />
        </button>
      ) : (
        <kbd className="mr-1.5 rounded-[5px] border border-line px-1.5 font-sans text-[11px] font-medium text-faint max-md:hidden">
          {navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K'}
        </kbd>
      )}
    </div>
  )
}
