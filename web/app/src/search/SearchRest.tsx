import { SearchX } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { Button } from '../ui/Button'
import { EmptyState } from '../ui/EmptyState'
import type { Found } from './useSearch'

/** Below the results, or in their place: that it looks, that it failed, that there is nothing. */
export const SearchRest = ({ query, found, nothing }: { query: string; found: Found; nothing: boolean }) => {
  const { t } = useTranslation()
  if (found.error !== null) {
    return (
      <div role="alert" className="grid justify-items-center gap-3 p-6 text-center text-muted">
        <p className="m-0">{errorText(found.error)}</p>
        <Button kind="plain" onClick={found.retry}>
          {t('common.retry')}
        </Button>
      </div>
    )
  }
  if (found.busy) {
    return nothing ? <Skeletons /> : null
  }
  if (nothing && found.asked) {
    return <EmptyState icon={SearchX} title={t('search.nothing')} hint={t('search.nothingHint')} />
  }
  return found.asked || nothing ? (
    found.partial && <p className="m-0 px-3 py-2 text-xs text-muted">{t('search.partial')}</p>
  ) : (
    <p className="m-0 p-6 text-center text-sm text-muted">{query.trim() === '' ? '' : t('search.goOn')}</p>
  )
}

const Skeletons = () => (
  <div aria-hidden="true" className="animate-pulse">
    {[70, 50, 62, 44].map((width, i) => (
      <div key={i} className="flex items-center gap-3 px-2 py-2">
        <span className="size-10 shrink-0 rounded-full bg-sunken" />
        <span className="grid flex-1 gap-2">
          <span className="h-3 w-2/5 rounded-full bg-sunken" />
          <span className="h-2.5 rounded-full bg-sunken" style={{ width: `${width}%` }} />
        </span>
      </div>
    ))}
  </div>
)
