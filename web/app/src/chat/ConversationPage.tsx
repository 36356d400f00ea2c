import { isPassing } from '@parley/sync'
import { Link, useParams } from '@tanstack/react-router'
import { CloudOff, MessageCircleOff } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages, useMessenger } from '../lib/hooks'
import { Queries } from '../lib/Queries'
import { Button } from '../ui/Button'
import { EmptyState } from '../ui/EmptyState'
import { ChatPane } from './ChatPane'

type Loading = 'loading' | 'here' | 'failed'

/** The conversation that the address names. */
export const ConversationPage = () => {
  const { id } = useParams({ from: '/signed-in/c/$id' })
  return (
    <Queries>
      <Opened key={id} id={id} />
    </Queries>
  )
}

const Opened = ({ id }: { id: string }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const conversation = useMessages((state) => state.conversations.get(id))
  const ready = useMessages((state) => state.ready)
  const hasLog = useMessages((state) => state.logs.has(id))
  const [loading, setLoading] = useState<Loading>('loading')
  const open = useCallback(() => {
    setLoading('loading')
    messenger.openConversation(id).then(
      () => setLoading('here'),
      (error: unknown) => setLoading(isPassing(error) ? 'failed' : 'here'),
    )
  }, [messenger, id])
  useEffect(() => {
    if (ready) {
      open()
    }
  }, [open, ready])
  useEffect(() => () => messenger.closeConversation(), [messenger])
  if (conversation !== undefined && (hasLog || loading === 'loading')) {
    return <ChatPane conversation={conversation} />
  }
  return (
    <main className="min-w-0 flex-1">
      {loading === 'failed' ? (
        <EmptyState icon={CloudOff} title={t('chat.loadFailed')} hint={t('chat.loadFailedHint')}>
          <Button onClick={open}>{t('common.retry')}</Button>
        </EmptyState>
      ) : (
        loading === 'here' && (
          <EmptyState icon={MessageCircleOff} title={t('chat.goneTitle')} hint={t('chat.goneHint')}>
            <Link to="/" className="font-medium text-brand">
              {t('chat.toList')}
            </Link>
          </EmptyState>
        )
      )}
    </main>
  )
}
