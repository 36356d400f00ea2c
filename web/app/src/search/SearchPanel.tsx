import { inOrder } from '@parley/sync'
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useMemo, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { titleOf } from '../lib/names'
import { Queries } from '../lib/Queries'
import { Button } from '../ui/Button'
import { FilterChips } from './FilterChips'
import { type Option, optionsOf } from './options'
import { OptionRow } from './OptionRow'
import { SEARCH_LIST } from './SearchBox'
import { SearchRest } from './SearchRest'
import { useOpenOption } from './useOpenOption'
import { useSearch } from './useSearch'
import { filtersOf, plainWords } from './words'

export interface SearchKeys {
  onKey: (event: KeyboardEvent) => boolean
}

interface Props {
  query: string
  onQuery: (query: string) => void
  onActive: (id: string | null) => void
  ref: Ref<SearchKeys>
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
const HEADS = { chat: 'search.chats', person: 'search.people', message: 'search.messages' } as const

/** What was found, in place of the list: chats, people, messages. */
const SearchPanel = (props: Props) => (
  <Queries>
    <Results {...props} />
  </Queries>
)

const Results = ({ query, onQuery, onActive, ref }: Props) => {
  const { t } = useTranslation()
  const conversations = useMessages((state) => state.conversations)
  const found = useSearch({ query })
  const [at, setAt] = useState(0)
  const open = useOpenOption()
  // with a filter set, names are not what is looked for
  const words = filtersOf(query).length > 0 ? '' : plainWords(query)
  const chats = useMemo(
    () => inOrder(conversations).map((conversation) => ({ conversation, title: titleOf(conversation, t) })),
    [conversations, t],
  )
  const options = optionsOf(chats, words, found)
  const active = options[Math.min(at, options.length - 1)]
  useEffect(() => setAt(0), [query])
  useEffect(() => {
    onActive(active === undefined ? null : active.key)
    if (active !== undefined && at > 0) {
      document.getElementById(active.key)?.scrollIntoView({ block: 'nearest' })
    }
  }, [active?.key, at, onActive])
  useEffect(() => () => onActive(null), [onActive])
  useImperativeHandle(ref, () => ({
    onKey: (event) => {
      const step = STEPS[event.key]
      if (step !== undefined) {
        setAt(Math.max(0, Math.min(options.length - 1, at + step)))
        return true
      }
      if (event.key === 'Enter' && active !== undefined) {
        open(active)
        return true
      }
      return false
    },
  }))
  return (
    <>
      <FilterChips query={query} onQuery={onQuery} />
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3" aria-busy={found.busy}>
        <ul id={SEARCH_LIST} role="listbox" aria-label={t('search.results')} className="m-0 list-none p-0">
          {options.map((option, i) => (
            <Line
              key={option.key}
              option={option}
              heads={options[i - 1]?.type !== option.type}
              active={option === active}
              onPress={() => open(option)}
            />
          ))}
        </ul>
        {!found.complete && <p className="m-0 px-3 py-2 text-xs text-muted">{t('search.notAll')}</p>}
        {found.more && (
          <div className="grid justify-items-center pt-2">
            <Button kind="quiet" onClick={found.more}>
              {t('search.more')}
            </Button>
          </div>
        )}
        <SearchRest query={query} found={found} nothing={options.length === 0} />
      </div>
      <p role="status" className="sr-only">
        {found.busy ? '' : t('search.count', { count: options.length })}
      </p>
    </>
  )
}

interface LineProps {
  option: Option
  heads: boolean
  active: boolean
  onPress: () => void
}

const Line = ({ option, heads, active, onPress }: LineProps) => {
  const { t } = useTranslation()
  return (
    <>
      {heads && (
        <li role="presentation" className="px-2 pb-1 pt-3 text-xs font-semibold text-muted first:pt-0">
          {t(HEADS[option.type])}
        </li>
      )}
      <li
        id={option.key}
        role="option"
        aria-selected={active}
        onClick={onPress}
        className="flex cursor-pointer items-center gap-3 rounded-box px-2 py-2 hover:bg-hover aria-selected:bg-hover"
      >
        <OptionRow option={option} />
      </li>
    </>
  )
}

export default SearchPanel
