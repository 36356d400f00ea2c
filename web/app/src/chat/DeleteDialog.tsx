import type { Message } from '@parley/sync'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessenger } from '../lib/hooks'
import ConfirmDialog from '../ui/ConfirmDialog'

interface Props {
  conversationId: string
  messages: readonly Message[]
  onDone?: (() => void) | undefined
  onClose: () => void
}

/** Asks once more before messages are deleted for the reader alone. */
export const DeleteDialog = ({ conversationId, messages, onDone, onClose }: Props) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const seqs = messages.map((one) => one.seq)
  return (
    <ConfirmDialog
      onClose={onClose}
      question={{
        title: t('select.deleteTitle', { count: seqs.length }),
        hint: t('select.deleteHint'),
        action: t('list.deleteForMe'),
        danger: true,
        run: async () => {
          if (await attempt(() => messenger.deleteMessages(conversationId, seqs))) {
            onDone?.()
          }
        },
      }}
    />
  )
}
