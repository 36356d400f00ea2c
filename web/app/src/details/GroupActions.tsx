import { type Conversation, unwrap } from '@parley/sync'
import { useNavigate } from '@tanstack/react-router'
import { DoorOpen, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessenger } from '../lib/hooks'
import { session } from '../lib/session'
import { Button } from '../ui/Button'
import { Confirm, type Question } from '../ui/Confirm'

/** Ways out of a group. */
export const GroupActions = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const navigate = useNavigate()
  const [question, setQuestion] = useState<Question | null>(null)
  const { id, me } = conversation
  const params = { path: { id } }
  const ends = async (work: () => Promise<unknown>): Promise<void> => {
    await attempt(async () => {
      await work()
      await messenger.refresh(id)
      await navigate({ to: '/' })
    })
  }
  const askLeave = (): void =>
    setQuestion({
      title: t('details.leaveTitle'),
      hint: t('details.leaveHint'),
      action: t('details.leave'),
      danger: true,
      run: () => ends(() => unwrap(session.api.POST('/api/conversations/{id}/leave', { params }))),
    })
  const askDissolve = (): void =>
    setQuestion({
      title: t('details.dissolveTitle'),
      hint: t('details.dissolveHint'),
      action: t('details.dissolve'),
      danger: true,
      run: () => ends(() => unwrap(session.api.POST('/api/conversations/{id}/dissolve', { params }))),
    })
  return (
    <div className="mt-5 grid gap-2">
      {me.role === 'owner' ? (
        <Button kind="danger" onClick={askDissolve}>
          <Trash2 size={18} strokeWidth={1.8} aria-hidden="true" />
          {t('details.dissolve')}
        </Button>
      ) : (
        <Button kind="danger" onClick={askLeave}>
          <DoorOpen size={18} strokeWidth={1.8} aria-hidden="true" />
          {t('details.leave')}
        </Button>
      )}
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </div>
  )
}
