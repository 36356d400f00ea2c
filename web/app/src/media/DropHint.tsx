import { Upload } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'

/** Over the whole window while files are held above it. */
const DropHint = ({ name }: { name: string }) => {
  const { t } = useTranslation()
  return (
    <div className="pointer-events-none fixed inset-0 z-40 grid animate-fade place-items-center bg-scrim p-6">
      <div className="grid max-w-full justify-items-center gap-3 rounded-card border-2 border-dashed border-brand bg-panel px-10 py-9 text-center shadow-lift">
        <span className="grid size-14 place-items-center rounded-full bg-brand-soft text-brand">
          <Upload size={26} strokeWidth={1.8} aria-hidden="true" />
        </span>
        <p className="m-0 max-w-full truncate text-lg font-semibold">{t('media.drop', { name })}</p>
      </div>
    </div>
  )
}

export default DropHint
