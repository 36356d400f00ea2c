import { CircleAlert } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { Button } from '../ui/Button'
import { EmptyState } from '../ui/EmptyState'

/** In place of a page that failed. */
export const Broken = () => {
  const { t } = useTranslation()
  return (
    <main className="h-full">
      <EmptyState icon={CircleAlert} title={t('error.page')} hint={t('error.pageHint')}>
        <Button onClick={() => location.reload()}>{t('error.reload')}</Button>
      </EmptyState>
    </main>
  )
}
