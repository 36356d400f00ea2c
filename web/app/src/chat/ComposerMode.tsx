import type { Message } from '@parley/sync'
import { Pencil, Reply, X } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { nameOf } from '../lib/names'
import { gistOf } from '../media/gist'
import { IconButton } from '../ui/IconButton'

interface Props {
  replyTo: Message | null
  editing: Message | null
  onCancel: () => void
}

/** Above the composer: what is answered or changed. */
export const ComposerMode = ({ replyTo, editing, onCancel }: Props) => {
  const { t } = useTranslation()
  const message = editing ?? replyTo
  const name = useMessages((state) => (message ? nameOf(state, message.sender_id, t) : ''))
  if (message === null) {
    return null
  }
  const Icon = editing === null ? Reply : Pencil
  return (
    <div className="flex animate-fade items-center gap-3 border-b border-line py-1.5 pl-4 pr-1.5">
      <Icon size={18} strokeWidth={1.8} className="shrink-0 text-brand" aria-hidden="true" />
      <div className="min-w-0 flex-1 text-sm">
        <p className="m-0 truncate font-semibold text-brand">
          {editing === null ? t('chat.replyingTo', { name }) : t('chat.editing')}
        </p>
        <p className="m-0 truncate text-muted" dir="auto">
          {gistOf(message, t)}
        </p>
      </div>
      <IconButton
        icon={X}
        size={18}
        label={t(editing === null ? 'chat.cancelReply' : 'chat.cancelEdit')}
        className="!size-8"
        onClick={onCancel}
      />
    </div>
  )
}
