import { type Conversation, isMuted } from '@parley/sync'
import { Link } from '@tanstack/react-router'
import { AtSign, BellOff, Pin } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useLanguage, useMessages, useNow } from '../lib/hooks'
import { lookId, titleOf } from '../lib/names'
import { fullTime, shortTime } from '../lib/time'
import { Avatar } from '../ui/Avatar'
import { LastLine } from './LastLine'
import { RowMenu } from './RowMenu'

/** One conversation of the list. */
export const Row = memo(function Row({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const peerId = conversation.peer?.id
  const online = useMessages((state) => peerId !== undefined && (state.presence.get(peerId)?.online ?? false))
  const title = titleOf(conversation, t)
  const muted = isMuted(conversation, now)
  return (
    <div className="group relative">
      <Link
        to="/c/$id"
        params={{ id: conversation.id }}
        data-row={conversation.id}
        className="grid h-16 grid-cols-[46px_minmax(0,1fr)] items-center gap-3 rounded-box px-2 text-text no-underline transition-colors duration-[var(--quick)] hover:bg-hover aria-[current=page]:bg-brand-soft"
      >
        <Avatar
          id={lookId(conversation)}
          name={title}
          size={46}
          group={conversation.kind === 'group'}
          online={online}
        />
        <span className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-0.5">
          <span className="flex items-baseline gap-2">
            <bdi className="min-w-0 flex-1 truncate font-semibold">{title}</bdi>
            {online && <span className="sr-only">{t('common.online')}</span>}
            {muted && (
              <BellOff
                size={14}
                strokeWidth={1.8}
                className="shrink-0 self-center text-faint"
                role="img"
                aria-label={t('list.muted')}
              />
            )}
            <time
              dateTime={conversation.active_at}
              title={fullTime(conversation.active_at, language)}
              className="tnum shrink-0 text-xs text-faint md:group-hover:invisible md:group-focus-within:invisible"
            >
              {shortTime(conversation.active_at, language, now)}
            </time>
          </span>
          <span className="flex items-center gap-2">
            <LastLine conversation={conversation} />
            <Badges conversation={conversation} muted={muted} />
          </span>
        </span>
      </Link>
      <RowMenu conversation={conversation} title={title} muted={muted} />
    </div>
  )
})

const Badges = ({ conversation, muted }: { conversation: Conversation; muted: boolean }) => {
  const { t } = useTranslation()
  const { unread, mentions, me } = conversation
  const look = muted ? 'bg-line text-muted' : 'bg-brand text-brand-ink'
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      {mentions > 0 && (
        <span
          role="img"
          aria-label={t('list.mentioned')}
          className="grid size-5 place-items-center rounded-full bg-brand text-brand-ink"
        >
          <AtSign size={13} strokeWidth={2.2} aria-hidden="true" />
        </span>
      )}
      {unread > 0 || me.marked_unread ? (
        <span
          className={`tnum grid h-5 min-w-5 place-items-center rounded-full px-1.5 text-[11.5px] font-semibold leading-none ${look}`}
        >
          <span aria-hidden="true">{unread > 999 ? '999+' : unread || ''}</span>
          <span className="sr-only">{t('list.unread', { count: Math.max(1, unread) })}</span>
        </span>
      ) : (
        me.pinned && <Pin size={14} strokeWidth={1.8} className="text-faint" role="img" aria-label={t('list.pinned')} />
      )}
    </span>
  )
}
