import { useTranslation } from '../i18n/useTranslation'
import { useLanguage, useMessages, useNow } from '../lib/hooks'
import { lookId, nameOf, personName, titleOf } from '../lib/names'
import { fullTime, shortTime } from '../lib/time'
import { KindMark } from '../media/KindMark'
import { Avatar } from '../ui/Avatar'
import { Highlighted } from './Highlighted'
import type { Option } from './options'

type Of<T extends Option['type']> = Extract<Option, { type: T }>

/** What one line of the results shows. */
export const OptionRow = ({ option }: { option: Option }) => {
  switch (option.type) {
    case 'chat':
      return <ChatOption option={option} />
    case 'person':
      return <PersonOption option={option} />
    case 'message':
      return <MessageOption option={option} />
  }
}

const ChatOption = ({ option: { conversation, marks } }: { option: Of<'chat'> }) => {
  const { t } = useTranslation()
  const title = titleOf(conversation, t)
  return (
    <>
      <Avatar id={lookId(conversation)} name={title} size={40} group={conversation.kind === 'group'} />
      <bdi className="min-w-0 flex-1 truncate font-semibold">
        <Highlighted text={title} highlights={marks} />
      </bdi>
    </>
  )
}

const PersonOption = ({ option: { found } }: { option: Of<'person'> }) => {
  const { t } = useTranslation()
  const name = personName(found.person, t)
  return (
    <>
      <Avatar id={found.person.id} name={name} size={40} />
      <span className="grid min-w-0 flex-1">
        <bdi className="truncate font-semibold">
          <Highlighted text={name} highlights={found.highlights} />
        </bdi>
        <span className="truncate text-sm text-muted">
          {found.alias ? `${found.alias} · @${found.person.username}` : `@${found.person.username}`}
        </span>
      </span>
    </>
  )
}

const MessageOption = ({ option: { found, place } }: { option: Of<'message'> }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const peerId = place?.peer_id ?? null
  const peer = useMessages((state) => (peerId === null ? '' : nameOf(state, peerId, t)))
  const sender = useMessages((state) =>
    found.sender_id === state.me.id ? t('common.you') : nameOf(state, found.sender_id, t),
  )
  const title = peerId === null ? (place?.title ?? '') : peer
  const words = `${found.cut_before ? '… ' : ''}${found.text}${found.cut_after ? ' …' : ''}`
  const shift = found.cut_before ? 2 : 0
  return (
    <>
      <Avatar id={peerId ?? found.conversation_id} name={title} size={40} group={place?.kind === 'group'} />
      <span className="grid min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <bdi className="min-w-0 flex-1 truncate font-semibold">{title}</bdi>
          <time
            dateTime={found.sent_at}
            title={fullTime(found.sent_at, language)}
            className="tnum shrink-0 text-xs text-faint"
          >
            {shortTime(found.sent_at, language, now)}
          </time>
        </span>
        <span className="line-clamp-2 text-sm text-muted" dir="auto">
          {(place?.kind === 'group' || sender === t('common.you')) && <bdi className="text-text">{sender}: </bdi>}
          <KindMark kind={found.kind} />
          <Highlighted
            text={words}
            highlights={found.highlights.map(({ start, end }) => ({ start: start + shift, end: end + shift }))}
          />
        </span>
      </span>
    </>
  )
}
