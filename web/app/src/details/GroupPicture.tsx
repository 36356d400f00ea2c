import { type Conversation, unwrap } from '@parley/sync'
import { useTranslation } from '../i18n/useTranslation'
import { useMessenger } from '../lib/hooks'
import { session } from '../lib/session'
import { PictureEditor } from '../media/PictureEditor'

/** A group's picture, which its admins can change. */
export const GroupPicture = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  if (conversation.kind !== 'group' || conversation.me.role === 'member' || conversation.me.left_at) {
    return null
  }
  const params = { path: { id: conversation.id } }
  return (
    <PictureEditor
      shape="group"
      current={conversation.avatar_id ?? null}
      words={{ add: t('media.addPhoto'), change: t('media.changePhoto'), remove: t('media.removePhoto') }}
      onSave={async (id) =>
        messenger.adopt(await unwrap(session.api.PATCH('/api/conversations/{id}', { params, body: { avatar_id: id } })))
      }
    />
  )
}
