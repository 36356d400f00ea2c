import { placesOf, progressOf, progressOfPending, type Progress } from '@parley/sync'
import { RotateCw, Trash2 } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorOfCode } from '../lib/errors'
import { useLanguage, useMessages, useMessenger } from '../lib/hooks'
import { hueOf } from '../lib/look'
import { nameOf } from '../lib/names'
import { clockTime, fullTime } from '../lib/time'
import { Avatar } from '../ui/Avatar'
import { Ticks } from '../ui/Ticks'
import { useChat } from './ChatContext'
import { MessageMenu } from './MessageMenu'
import { Quote } from './Quote'
import { Reactions } from './Reactions'
import type { BubbleRow } from './rows'
import { Words } from './Words'

/** One message. */
export const Bubble = memo(function Bubble({ row }: { row: BubbleRow }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { conversation, reply, mayWrite, marked } = useChat()
  const { message, pending, mine, first, last, senderId } = row
  const name = useMessages((state) => nameOf(state, senderId, t))
  const isGroup = conversation.kind === 'group'
  const time = clockTime(row.sentAt, language)
  const there = message === null || !(message.recalled_at || message.purged_at)
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (
      event.key.toLowerCase() === 'r' &&
      event.target === event.currentTarget &&
      !event.ctrlKey &&
      !event.metaKey &&
      message &&
      mayWrite &&
      there
    ) {
      event.preventDefault()
      reply(message)
    }
  }
  return (
    <article
      tabIndex={-1}
      data-seq={message?.seq}
      aria-label={t('chat.from', { name: mine ? t('common.you') : name, time: fullTime(row.sentAt, language) })}
      onKeyDown={onKeyDown}
      className={`group flex items-end gap-2 rounded-box outline-none ${mine ? 'justify-end' : ''} ${last ? 'pb-2' : 'pb-0.5'} ${message && marked === message.seq ? 'bg-brand-soft' : ''}`}
    >
      {!mine && isGroup && (
        <span className="w-8 shrink-0">{last && <Avatar id={senderId} name={name} size={32} />}</span>
      )}
      {mine && message && there && <MessageMenu message={message} />}
      <div className={`flex min-w-0 max-w-[min(var(--measure),84%)] flex-col ${mine ? 'items-end' : 'items-start'}`}>
        <Frame row={row} there={there}>
          {!mine && isGroup && first && (
            <bdi className={`block text-sm font-semibold hue-text hue-${hueOf(senderId)}`}>{name}</bdi>
          )}
          {there && <Answers row={row} />}
          <Body row={row} there={there} name={name} />
          <Meta row={row} time={time} />
          {message && there && <Reactions message={message} enabled={mayWrite} />}
        </Frame>
        {pending?.failed != null && <Failed row={row} code={pending.failed} />}
      </div>
      {!mine && message && there && <MessageMenu message={message} />}
    </article>
  )
})

const Frame = ({ row, there, children }: { row: BubbleRow; there: boolean; children: ReactNode }) => {
  const { mine, first, last, pending } = row
  const corners = mine
    ? `${first ? '' : 'rounded-tr-[6px]'} ${last ? 'rounded-br-[4px]' : 'rounded-br-[6px]'}`
    : `${first ? '' : 'rounded-tl-[6px]'} ${last ? 'rounded-bl-[4px]' : 'rounded-bl-[6px]'}`
  const look = !there
    ? 'border border-dashed border-line text-muted'
    : mine
      ? 'bg-mine text-mine-text'
      : 'border border-line bg-theirs dark:border-transparent'
  return (
    <div
      className={`relative min-w-0 max-w-full rounded-card px-3 py-[7px] ${corners} ${look} ${pending && pending.failed === null ? 'animate-rise' : ''}`}
    >
      {children}
    </div>
  )
}

const Answers = ({ row: { message, pending } }: { row: BubbleRow }) => {
  const { t } = useTranslation()
  const forwardedFrom = message?.forwarded?.sender_id
  const from = useMessages((state) => (forwardedFrom ? nameOf(state, forwardedFrom, t) : ''))
  const seq = message?.reply?.seq ?? pending?.replySeq ?? null
  return (
    <>
      {forwardedFrom && <span className="block text-xs text-muted">{t('chat.forwarded', { name: from })}</span>}
      {seq !== null && <Quote seq={seq} known={message?.reply ?? null} />}
    </>
  )
}

const Body = ({ row, there, name }: { row: BubbleRow; there: boolean; name: string }) => {
  const { t } = useTranslation()
  const { message, pending, mine } = row
  if (!there) {
    return (
      <span className="italic">
        {t(message?.purged_at ? 'chat.purged' : mine ? 'chat.recalledByYou' : 'chat.recalled', { name })}
      </span>
    )
  }
  if (message && message.text === '' && message.file_id) {
    return <span className="italic text-muted">{t(message.kind === 'image' ? 'list.photo' : 'list.file')}</span>
  }
  return <Words text={message?.text ?? pending?.text ?? ''} />
}

/** The time and how far it has come, at the end of the last line. */
const Meta = ({ row, time }: { row: BubbleRow; time: string }) => {
  const { t } = useTranslation()
  const { message, mine, sentAt } = row
  const there = !message?.recalled_at
  return (
    <span
      className={`tnum float-right ml-3 mt-1.5 inline-flex translate-y-0.5 items-center gap-1 text-[11px] leading-4 ${mine && there ? 'text-mine-faint' : 'text-faint'}`}
    >
      {message?.edited_at && there && <span>{t('chat.edited')}</span>}
      <time dateTime={sentAt}>{time}</time>
      {mine && there && <Progressing row={row} />}
    </span>
  )
}

const Progressing = ({ row: { message, pending } }: { row: BubbleRow }) => {
  const progress = useMessages((state): Progress =>
    pending !== null
      ? progressOfPending(pending)
      : message === null
        ? 'sending'
        : progressOf(message, placesOf(state, message.conversation_id), state.me.id),
  )
  return <Ticks progress={progress} />
}

const Failed = ({ row: { pending }, code }: { row: BubbleRow; code: string }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  if (pending === null) {
    return null
  }
  const { conversationId, clientMsgId } = pending
  return (
    <div role="alert" className="mt-1 flex flex-wrap items-center justify-end gap-x-3 text-xs text-bad">
      <span>{errorOfCode(code)}</span>
      <button
        type="button"
        className="flex h-6 items-center gap-1 font-medium"
        onClick={() => messenger.retry(conversationId, clientMsgId)}
      >
        <RotateCw size={13} aria-hidden="true" />
        {t('common.retry')}
      </button>
      <button
        type="button"
        className="flex h-6 items-center gap-1 font-medium"
        onClick={() => messenger.discard(conversationId, clientMsgId)}
      >
        <Trash2 size={13} aria-hidden="true" />
        {t('common.delete')}
      </button>
    </div>
  )
}
