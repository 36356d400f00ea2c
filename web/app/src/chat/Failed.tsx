import type { Pending } from '@parley/sync'
import { RotateCw, Trash2 } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { errorOfCode } from '../lib/errors'
import { useMessenger } from '../lib/hooks'

const ACTION = 'flex h-6 items-center gap-1 font-medium'

/** Below a message that the server refused: why, and what can be done. */
export const Failed = ({ pending, code }: { pending: Pending; code: string }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const { conversationId, clientMsgId } = pending
  return (
    <div role="alert" className="mt-1 flex flex-wrap items-center justify-end gap-x-3 text-xs text-bad">
      <span>{errorOfCode(code)}</span>
      <button type="button" className={ACTION} onClick={() => messenger.retry(conversationId, clientMsgId)}>
        <RotateCw size={13} aria-hidden="true" />
        {t('common.retry')}
      </button>
      <button type="button" className={ACTION} onClick={() => messenger.discard(conversationId, clientMsgId)}>
        <Trash2 size={13} aria-hidden="true" />
        {t('common.delete')}
      </button>
    </div>
  )
}
