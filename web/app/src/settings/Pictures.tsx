import { unwrap } from '@parley/sync'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { session } from '../lib/session'
import { toast } from '../lib/toast'
import { Banner } from '../media/Banner'
import { PictureEditor } from '../media/PictureEditor'
import { Avatar } from '../ui/Avatar'

/** The reader's face and the picture behind it, as others see them. */
export const Pictures = () => {
  const { t } = useTranslation()
  const me = useMessages((state) => state.me)
  const save = async (change: { avatar_id: string } | { background_id: string }): Promise<void> => {
    session.changed(await unwrap(session.api.PATCH('/api/me', { body: change })))
    toast.success(t('common.saved'))
  }
  return (
    <div className="grid justify-items-center gap-2 text-center">
      <Banner background={me.background_id}>
        <Avatar id={me.id} name={me.display_name} size={84} />
      </Banner>
      <div className="min-w-0 max-w-full">
        <p className="m-0 truncate text-lg font-semibold">
          <bdi>{me.display_name}</bdi>
        </p>
        <p className="m-0 truncate text-sm text-muted">@{me.username}</p>
      </div>
      <div className="flex flex-wrap justify-center gap-x-1">
        <PictureEditor
          shape="person"
          current={me.avatar_id ?? null}
          words={{ add: t('media.addPhoto'), change: t('media.changePhoto'), remove: t('media.removePhoto') }}
          onSave={(id) => save({ avatar_id: id })}
        />
        <PictureEditor
          shape="background"
          current={me.background_id ?? null}
          words={{
            add: t('media.addBackground'),
            change: t('media.changeBackground'),
            remove: t('media.removeBackground'),
          }}
          onSave={(id) => save({ background_id: id })}
        />
      </div>
    </div>
  )
}
