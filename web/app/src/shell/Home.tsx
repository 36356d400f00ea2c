import { MessagesSquare } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { EmptyState } from '../ui/EmptyState'

/** Beside the list, while no conversation is open. */
export const Home = () => {
  const { t } = useTranslation()
  return (
    <main className="min-w-0 flex-1">
      <EmptyState icon={MessagesSquare} title={t('chat.pickTitle')} hint={t('chat.pickHint')} />
    </main>
  )
}
