import { useTranslation } from '../i18n/useTranslation'

/** Rows without words, until anything is known. */
export const RowSkeletons = () => {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('app.loading')} className="flex-1 overflow-hidden px-4">
      {Array.from({ length: 9 }, (_, i) => (
        <div key={i} className="flex h-16 animate-pulse items-center gap-3" aria-hidden="true">
          <span className="size-11.5 shrink-0 rounded-full bg-sunken" />
          <span className="grid flex-1 gap-2">
            <span className="h-3 rounded-full bg-sunken" style={{ width: `${45 + ((i * 17) % 30)}%` }} />
            <span className="h-2.5 rounded-full bg-sunken" style={{ width: `${60 + ((i * 23) % 35)}%` }} />
          </span>
        </div>
      ))}
    </div>
  )
}
