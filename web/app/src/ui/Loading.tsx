import { useTranslation } from '../i18n/useTranslation'

/** Lines without words, until those of a dialog are here. */
export const Loading = () => {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('app.loading')} className="grid animate-pulse gap-3 py-1">
      {[72, 54, 64].map((width) => (
        <span key={width} className="flex items-center gap-3" aria-hidden="true">
          <span className="size-9 shrink-0 rounded-full bg-sunken" />
          <span className="h-3 rounded-full bg-sunken" style={{ width: `${width}%` }} />
        </span>
      ))}
    </div>
  )
}
