import type { Conversation } from '@parley/sync'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, PanelRight, Search } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { useLanguage, useMedia, useMessages, useNow } from '../lib/hooks'
import { lookId, titleOf } from '../lib/names'
import { ago } from '../lib/time'
import { Avatar } from '../ui/Avatar'
import { IconButton } from '../ui/IconButton'
import { typingText } from './TypingLine'

interface Props {
  conversation: Conversation
  detailsOpen: boolean
  onDetails: () => void
  onFind: () => void
}

export const ChatHeader = ({ conversation, detailsOpen, onDetails, onFind }: Props) => {
  const { t } = useTranslation()
  const isPhone = useMedia('(max-width: 699px)')
  const title = titleOf(conversation, t)
  const peerId = conversation.peer?.id ?? ''
  const online = useMessages((state) => state.presence.get(peerId)?.online ?? false)
  return (
    <header className="flex h-16 shrink-0 items-center gap-1 border-b border-line bg-panel pl-5 pr-3 max-md:pl-1">
      {isPhone && (
        <Link
          to="/"
          aria-label={t('common.back')}
          className="grid size-10 shrink-0 place-items-center rounded-box text-muted"
        >
          <ArrowLeft size={21} strokeWidth={1.8} aria-hidden="true" />
        </Link>
      )}
      <button
        type="button"
        onClick={onDetails}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-box py-1 text-left"
      >
        <Avatar
          id={lookId(conversation)}
          name={title}
          size={40}
          group={conversation.kind === 'group'}
          online={online}
        />
        <span className="grid min-w-0">
          <h2 className="m-0 truncate text-base font-semibold leading-5">
            <bdi>{title}</bdi>
          </h2>
          <Subtitle conversation={conversation} />
        </span>
      </button>
      <IconButton icon={Search} label={t('find.label')} onClick={onFind} />
      <IconButton icon={PanelRight} label={t('chat.details')} aria-expanded={detailsOpen} onClick={onDetails} />
    </header>
  )
}

/** Who is there, or typing. */
const Subtitle = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const typing = useMessages((state) => typingText(state, conversation.id, t))
  const peerId = conversation.peer?.id ?? ''
  const presence = useMessages((state) => state.presence.get(peerId))
  const text =
    typing !== ''
      ? conversation.kind === 'direct'
        ? t('chat.typing')
        : typing
      : conversation.kind === 'group'
        ? t('chat.members', { count: conversation.member_count })
        : presence?.online
          ? t('chat.online')
          : presence?.last_seen_at
            ? t('chat.lastSeen', { when: ago(presence.last_seen_at, language, now, t('time.now')) })
            : `@${conversation.peer?.username ?? ''}`
  return <span className={`truncate text-sm ${typing === '' ? 'text-muted' : 'text-brand'}`}>{text}</span>
}
