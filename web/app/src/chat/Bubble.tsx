import { Reply } from 'lucide-react'
import { memo, type ReactNode, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useLanguage, useMessages } from '../lib/hooks'
import { hueOf } from '../lib/look'
import { nameOf } from '../lib/names'
import { clockTime, fullTime } from '../lib/time'
import { attachedTo } from '../media/attached'
import { Attachment, isFilling } from '../media/Attachment'
import { boxOf } from '../media/box'
import { gistOf } from '../media/gist'
import { Avatar } from '../ui/Avatar'
import { useChat } from './ChatContext'
import { Failed } from './Failed'
import { MessageMenu } from './MessageMenu'
import { Meta } from './Meta'
import { Quote } from './Quote'
import { Reactions } from './Reactions'
import type { BubbleRow } from './rows'
import { SeenBy } from './SeenBy'
import { SelectMark } from './SelectMark'
import { useMessageKeys } from './useMessageKeys'
import { useSwipeReply } from './useSwipeReply'
import { Words } from './Words'

/** On both sides of an image. */
const INSET = 8

/** One message. */
export const Bubble = memo(function Bubble({ row }: { row: BubbleRow }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { room, mayWrite, marked, reply, selected, toggle } = useChat()
  const { message, pending, mine, first, last, senderId } = row
  const name = useMessages((state) => nameOf(state, senderId, t))
  const isGroup = room.kind === 'group'
  const time = clockTime(row.sentAt, language)
  const there = message === null || !(message.recalled_at || message.purged_at)
  const file = there ? attachedTo(row) : null
  const fills = isFilling(file)
  // without words below it the time stands on the picture
  const onTop = file?.kind === 'image' && (message?.text ?? pending?.text) === ''
  // and beside the size of a file
  const beside = file !== null && !fills && file.kind !== 'audio' && message?.text === ''
  const onKeyDown = useMessageKeys(message, there)
  const { swiping, swipe } = useSwipeReply(
    message !== null && there && mayWrite && selected === null ? () => reply(message) : null,
  )
  const choosing = selected !== null && message !== null && there
  // who only passes by needs no menu, which is the dearest part
  const [near, setNear] = useState(false)
  const actions = message && there && selected === null && (near ? <MessageMenu message={message} /> : <NoMenu />)
  const chosen = choosing && selected.has(message.seq)
  const pointed = chosen || (message !== null && marked === message.seq)
  return (
    <article
      tabIndex={-1}
      data-seq={message?.seq}
      aria-label={t('chat.from', { name: mine ? t('common.you') : name, time: fullTime(row.sentAt, language) })}
      {...swipe}
      onKeyDown={onKeyDown}
      onFocus={() => setNear(true)}
      onPointerEnter={() => setNear(true)}
      onClick={choosing ? () => toggle(message.seq) : undefined}
      className={`group relative flex touch-pan-y items-end gap-2 rounded-box ${swiping ? '' : 'transition-[background-color,transform] duration-[var(--calm)]'} focus-visible:outline-offset-0 ${mine ? 'justify-end' : ''} ${last ? 'pb-2' : 'pb-0.5'} ${pointed ? 'bg-brand-soft' : ''} ${choosing ? 'cursor-pointer' : ''}`}
    >
      {swiping && (
        <Reply
          size={20}
          strokeWidth={1.8}
          aria-hidden="true"
          className="absolute right-full top-1/2 mr-3 -translate-y-1/2 text-brand"
        />
      )}
      {choosing && <SelectMark seq={message.seq} chosen={chosen} />}
      {!mine && isGroup && <Face row={row} name={name} />}
      {mine && actions}
      <div className={`flex min-w-0 max-w-[min(var(--measure),84%)] flex-col ${mine ? 'items-end' : 'items-start'}`}>
        <Frame row={row} there={there} width={fills && file ? boxOf(file.width, file.height).width + INSET : null}>
          {!mine && isGroup && first && (
            <bdi
              className={`block ${fills ? 'px-2 pb-1 pt-0.5' : ''} text-sm font-semibold hue-text hue-${hueOf(senderId)}`}
            >
              {name}
            </bdi>
          )}
          {there && <Answers row={row} />}
          {there && file && (
            <Attachment row={row} file={file} onTop={onTop ? <Meta row={row} time={time} onTop /> : null} />
          )}
          <div className={fills ? `flow-root px-2 ${onTop ? '' : 'pt-1.5'}` : beside ? '-mt-4 flow-root' : 'contents'}>
            <Body row={row} there={there} name={name} />
            {!onTop && <Meta row={row} time={time} />}
            {message && there && <Reactions message={message} enabled={mayWrite} />}
          </div>
        </Frame>
        {pending?.failed != null && <Failed pending={pending} code={pending.failed} />}
        {mine && message && isGroup && <SeenBy message={message} />}
      </div>
      {!mine && actions}
    </article>
  )
})

/** Its place. */
const NoMenu = () => <span className="size-8 shrink-0" />

/** Beside the last of several messages: who wrote them. */
const Face = ({ row: { last, senderId }, name }: { row: BubbleRow; name: string }) => {
  const { t } = useTranslation()
  const { ask } = useChat()
  return (
    <span className="w-8 shrink-0">
      {last && (
        <button
          type="button"
          aria-label={t('person.show', { name })}
          onClick={() => ask({ type: 'person', userId: senderId })}
          className="block rounded-full"
        >
          <Avatar id={senderId} name={name} size={32} />
        </button>
      )}
    </span>
  )
}

interface FrameProps {
  row: BubbleRow
  there: boolean
  /** Of what fills it; null for one that is as wide as its words. */
  width: number | null
  children: ReactNode
}

const Frame = ({ row, there, width, children }: FrameProps) => {
  const { mine, first, last, pending } = row
  const corners = mine
    ? `${first ? '' : 'rounded-tr-[6px]'} ${last ? 'rounded-br-[4px]' : 'rounded-br-[6px]'}`
    : `${first ? '' : 'rounded-tl-[6px]'} ${last ? 'rounded-bl-[4px]' : 'rounded-bl-[6px]'}`
  const look = !there
    ? 'border border-dashed border-line text-muted'
    : mine
      ? 'border border-transparent bg-mine text-mine-text'
      : 'border border-line bg-theirs dark:border-transparent'
  return (
    <div
      className={`relative min-w-0 max-w-full rounded-card ${width === null ? 'px-3 py-1.5' : 'p-1'} ${corners} ${look} ${pending && pending.failed === null ? 'animate-rise' : ''}`}
      style={width === null ? undefined : { width }}
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
    return message.file ? null : <span className="italic text-muted">{gistOf(message, t)}</span>
  }
  if (pending?.file && pending.text === '') {
    return null
  }
  return <Words text={message?.text ?? pending?.text ?? ''} message={message} />
}
