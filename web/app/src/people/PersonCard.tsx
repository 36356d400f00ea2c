import { personOf, unwrap } from '@parley/sync'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { useLanguage, useMessages, useNow } from '../lib/hooks'
import { personName } from '../lib/names'
import { session } from '../lib/session'
import { ago } from '../lib/time'
import { Banner } from '../media/Banner'
import { Avatar } from '../ui/Avatar'
import { Dialog } from '../ui/Dialog'
import { Notice } from '../ui/Notice'
import { Alias } from './Alias'
import { PersonActions } from './PersonActions'

/** Who somebody is, and what can be done about them. */
export const PersonCard = ({ userId, onClose }: { userId: string; onClose: () => void }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const known = useMessages((state) => state.people.get(userId))
  const me = useMessages((state) => (state.me.id === userId ? personOf(state, userId)?.display_name : undefined))
  const presence = useMessages((state) => state.presence.get(userId))
  const { data, error } = useQuery({
    queryKey: ['person', userId],
    queryFn: () => unwrap(session.api.GET('/api/users/{id}', { params: { path: { id: userId } } })),
    enabled: me === undefined,
  })
  const person = data ?? known
  const name = me ?? personName(person, t)
  const when = presence?.online
    ? t('chat.online')
    : presence?.last_seen_at
      ? t('chat.lastSeen', { when: ago(presence.last_seen_at, language, now, t('time.now')) })
      : ''
  return (
    <Dialog title={t('person.title')} onClose={onClose}>
      {error && !person && <Notice kind="bad">{errorText(error)}</Notice>}
      <div className="grid justify-items-center gap-0.5 pb-5 text-center">
        <Banner background={person?.background_id}>
          <Avatar
            id={userId}
            name={name}
            size={84}
            online={presence?.online ?? false}
            picture={person?.avatar_id ?? null}
          />
        </Banner>
        <p className="m-0 mt-3 max-w-full truncate text-lg font-semibold">
          <bdi>{name}</bdi>
        </p>
        {person && !person.deleted && (
          <p className="m-0 text-sm text-muted">
            @{person.username}
            {when !== '' && ` · ${when}`}
          </p>
        )}
        {person && person.signature !== '' && (
          <p className="m-0 mt-2" dir="auto">
            {person.signature}
          </p>
        )}
      </div>
      {person && !person.deleted && me === undefined && (
        <div className="grid gap-4">
          <Alias userId={userId} />
          <PersonActions person={person} onDone={onClose} />
        </div>
      )}
    </Dialog>
  )
}
