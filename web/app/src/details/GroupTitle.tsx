import { type Conversation, unwrap } from '@parley/sync'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessenger } from '../lib/hooks'
import { session } from '../lib/session'
import { IconButton } from '../ui/IconButton'

/** A group's name, which its admins can change in place. */
export const GroupTitle = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const [typed, setTyped] = useState<string | null>(null)
  const title = conversation.title ?? ''
  const mayRename = conversation.me.role !== 'member' && !conversation.me.left_at
  const save = async (): Promise<void> => {
    const next = typed?.trim() ?? ''
    setTyped(null)
    if (next !== '' && next !== title) {
      const params = { path: { id: conversation.id } }
      await attempt(async () =>
        messenger.adopt(await unwrap(session.api.PATCH('/api/conversations/{id}', { params, body: { title: next } }))),
      )
    }
  }
  if (typed !== null) {
    return (
      <input
        autoFocus
        aria-label={t('newChat.groupName')}
        value={typed}
        maxLength={128}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.currentTarget.blur()
          } else if (event.key === 'Escape') {
            event.preventDefault()
            setTyped(null)
          }
        }}
        className="h-9 w-full rounded-chip border border-control/60 bg-panel px-2 text-center text-lg font-semibold outline-none focus:border-brand"
      />
    )
  }
  return (
    <span className="flex max-w-full items-center gap-0.5">
      <h3 className="m-0 min-w-0 truncate text-lg font-semibold">
        <bdi>{title}</bdi>
      </h3>
      {mayRename && (
        <IconButton
          icon={Pencil}
          size={15}
          label={t('details.rename')}
          className="!size-8"
          onClick={() => setTyped(title)}
        />
      )}
    </span>
  )
}
