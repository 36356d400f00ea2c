import { inOrder } from '@parley/sync'
import { Plus, X } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages, useNow } from '../lib/hooks'
import { titleOf } from '../lib/names'
import { useContacts } from '../people/useContacts'
import { beginFilter, completeFilter, type FilterKey, filtersOf, typedFilter, withoutFilter } from './words'

const OFFERED: readonly FilterKey[] = ['from', 'in', 'has', 'before']
const MOST = 8

interface Props {
  query: string
  onQuery: (query: string) => void
}

/** Filters as buttons: those that are set, to be taken away; those that can be set; and values for the one being typed. */
export const FilterChips = ({ query, onQuery }: Props) => {
  const { t } = useTranslation()
  const values = useValues(query)
  const typed = typedFilter(query)
  const set = filtersOf(query).filter((one) => one.value !== '' && one.start !== typed?.start)
  const free = OFFERED.filter((key) => !filtersOf(query).some((one) => one.key === key))
  const chip = 'inline-flex h-7 max-w-full items-center gap-1 rounded-full border px-2.5 text-xs font-medium'
  return (
    <div role="group" aria-label={t('search.filters')} className="flex flex-wrap gap-1.5 px-4 pb-2.5">
      {set.map((one) => (
        <button
          key={`${one.key}:${one.value}`}
          type="button"
          aria-label={t('search.removeFilter', { name: t(`search.${one.key}`), value: one.value })}
          onClick={() => onQuery(withoutFilter(query, one))}
          className={`${chip} border-transparent bg-brand-soft text-brand`}
        >
          <span className="truncate">
            {t(`search.${one.key}`)}: {one.value}
          </span>
          <X size={13} className="shrink-0" aria-hidden="true" />
        </button>
      ))}
      {values.map((value) => (
        <button
          key={value}
          type="button"
          onClick={() => onQuery(completeFilter(query, value))}
          className={`${chip} border-brand/40 text-text hover:bg-hover`}
        >
          <bdi className="truncate">{value}</bdi>
        </button>
      ))}
      {typed === null &&
        free.map((key) => (
          <button
            key={key}
            type="button"
            aria-label={t('search.addFilter', { name: t(`search.${key}`) })}
            onClick={() => onQuery(beginFilter(query, key))}
            className={`${chip} border-line text-muted hover:bg-hover`}
          >
            <Plus size={13} aria-hidden="true" />
            {t(`search.${key}`)}
          </button>
        ))}
    </div>
  )
}

/** What the filter that is being typed can be. */
const useValues = (query: string): string[] => {
  const { t } = useTranslation()
  const typed = typedFilter(query)
  const contacts = useContacts()
  const now = useNow()
  const conversations = useMessages((state) => state.conversations)
  const me = useMessages((state) => state.me.username)
  if (typed === null) {
    return []
  }
  const all = (): string[] => {
    switch (typed.key) {
      case 'from':
        return [me, ...contacts.map((one) => one.username)]
      case 'in':
        return inOrder(conversations).map((one) => titleOf(one, t))
      case 'has':
        return ['image', 'file', 'link']
      default: {
        const day = new Date(now).toISOString().slice(0, 10)
        return [day, day.slice(0, 7), day.slice(0, 4)]
      }
    }
  }
  const begun = typed.value.toLowerCase()
  return all()
    .filter((one) => one.toLowerCase().includes(begun) && one.toLowerCase() !== begun)
    .slice(0, MOST)
}
