import { type Message, placesOf, unwrap } from '@parley/sync'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { useLanguage, useMessages, useMessenger, useNow } from '../lib/hooks'
import { nameOf } from '../lib/names'
import { session } from '../lib/session'
import { clockTime, fullTime, shortTime } from '../lib/time'
import { Avatar } from '../ui/Avatar'
import { Dialog } from '../ui/Dialog'
import { Loading } from '../ui/Loading'
import { Notice } from '../ui/Notice'

/** Who has seen a message, and who has not yet. */
export const SeenDialog = ({ message, onClose }: { message: Message; onClose: () => void }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const { conversation_id: id, seq } = message
  const places = useMessages((state) => placesOf(state, id))
  const { data, error, isPending } = useQuery({
    // asked anew whenever somebody has read on
    queryKey: ['seen', id, seq, [...places.values()].filter((one) => one.readSeq >= seq).length],
    queryFn: () =>
      unwrap(
        session.api.GET('/api/conversations/{id}/messages/{seq}/seen', { params: { path: { id, seq: String(seq) } } }),
      ),
    placeholderData: (before) => before,
  })
  useEffect(() => {
    for (const userId of [...(data?.seen ?? []), ...(data?.not_seen ?? [])]) {
      messenger.want(userId)
    }
  }, [data, messenger])
  return (
    <Dialog title={t('seen.title')} onClose={onClose}>
      {isPending && <Loading />}
      {error && <Notice kind="bad">{errorText(error)}</Notice>}
      {data && !data.listed && (
        <p className="m-0 text-muted">{t('seen.counts', { seen: data.seen_count, rest: data.not_seen_count })}</p>
      )}
      {data?.listed && (
        <div className="grid gap-4">
          <People
            title={t('seen.seen', { count: data.seen_count })}
            ids={data.seen}
            at={(userId) => places.get(userId)?.readAt ?? null}
          />
          <People title={t('seen.notYet', { count: data.not_seen_count })} ids={data.not_seen} at={() => null} />
        </div>
      )}
    </Dialog>
  )
}

interface PeopleProps {
  title: string
  ids: readonly string[]
  at: (userId: string) => string | null
}

const People = ({ title, ids, at }: PeopleProps) =>
  ids.length > 0 && (
    <section>
      <h3 className="m-0 mb-1 text-sm font-semibold text-muted">{title}</h3>
      <ul className="m-0 list-none p-0">
        {ids.map((id) => (
          <Reader key={id} id={id} at={at(id)} />
        ))}
      </ul>
    </section>
  )

const Reader = ({ id, at }: { id: string; at: string | null }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const name = useMessages((state) => nameOf(state, id, t))
  const when = at === null ? '' : shortTime(at, language, now)
  const clock = at === null ? '' : clockTime(at, language)
  return (
    <li className="flex items-center gap-3 py-1.5">
      <Avatar id={id} name={name} size={36} />
      <bdi className="min-w-0 flex-1 truncate font-medium">{name}</bdi>
      {at !== null && (
        <time dateTime={at} title={fullTime(at, language)} className="tnum shrink-0 text-xs text-muted">
          {when === clock ? clock : `${when} ${clock}`}
        </time>
      )}
    </li>
  )
}
