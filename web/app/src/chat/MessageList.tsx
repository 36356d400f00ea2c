import type { Conversation } from '@parley/sync'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, Hand } from 'lucide-react'
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMessages, useMessenger } from '../lib/hooks'
import { EmptyState } from '../ui/EmptyState'
import { Announcer } from './Announcer'
import { Bubble } from './Bubble'
import { Day, Note, Unread } from './Lines'
import { rowsOf, type ChatRow } from './rows'
import { END_PX, useOpening, useStayingAtEnd } from './scrolling'
import { useReadMarking } from './useReadMarking'

const NONE: readonly never[] = []
const FAR_PX = 320
const EARLY_ROWS = 6

export interface MessageListHandle {
  toEnd: () => void
  toSeq: (seq: number) => void
}

interface Props {
  conversation: Conversation
  ref: Ref<MessageListHandle>
}

/** The messages of a conversation: only those near the screen are drawn, and what is read does not move. */
export const MessageList = ({ conversation, ref }: Props) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const { id } = conversation
  const log = useMessages((state) => state.logs.get(id))
  const pending = useMessages((state) => state.pending.get(id)) ?? NONE
  const me = useMessages((state) => state.me.id)
  // where the reader was when the conversation was opened: the divider stays there until they leave
  const [newAfter] = useState(conversation.unread > 0 ? conversation.me.read_seq : null)
  const rows = useMemo(() => rowsOf(log, pending, me, newAfter), [log, pending, me, newAfter])
  const scroller = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => (rows[i]?.type === 'bubble' ? 46 : 40),
    getItemKey: (i) => rows[i]?.key ?? i,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_PX,
    paddingStart: 12,
    overscan: 8,
  })
  useOpening(rows, list)
  useStayingAtEnd(scroller, list)
  useReadMarking(id, rows, list)
  const hasBefore = log?.hasBefore ?? false
  const firstShown = list.getVirtualItems()[0]?.index ?? EARLY_ROWS
  useEffect(() => {
    if (hasBefore && firstShown < EARLY_ROWS && rows.length > 0) {
      void messenger.loadBefore(id).catch(() => undefined) // the next scroll asks again
    }
  }, [hasBefore, firstShown, rows.length, messenger, id])
  useImperativeHandle(ref, () => ({
    toEnd: () => list.scrollToEnd({ behavior: 'auto' }),
    toSeq: (seq) => {
      const at = rows.findIndex((row) => (row.type === 'bubble' || row.type === 'note') && row.message?.seq === seq)
      if (at >= 0) {
        list.scrollToIndex(at, { align: 'center' })
      }
    },
  }))
  const away = list.getDistanceFromEnd()
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {rows.length === 0 && log !== undefined && (
        <div className="absolute inset-0">
          <EmptyState icon={Hand} title={t('chat.emptyTitle')} hint={t('chat.emptyHint')} />
        </div>
      )}
      {log === undefined && rows.length === 0 && <BubbleSkeletons />}
      <div
        ref={scroller}
        role="group"
        aria-label={t('chat.history')}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 [overflow-anchor:none] max-md:px-3"
      >
        <div className="mx-auto flex min-h-full max-w-[1080px] flex-col justify-end">
          <div className="relative shrink-0" style={{ height: list.getTotalSize() }}>
            {list.getVirtualItems().map((item) => {
              const row = rows[item.index]
              return (
                row && (
                  <div
                    key={item.key}
                    data-index={item.index}
                    ref={list.measureElement}
                    className="absolute inset-x-0 top-0"
                    style={{ transform: `translateY(${item.start}px)` }}
                  >
                    <Line row={row} />
                  </div>
                )
              )
            })}
          </div>
        </div>
      </div>
      {away > FAR_PX || (away > END_PX && conversation.unread > 0) ? (
        <ToEnd unread={conversation.unread} onPress={() => list.scrollToEnd({ behavior: 'smooth' })} />
      ) : null}
      <Announcer conversation={conversation} />
    </div>
  )
}

const Line = ({ row }: { row: ChatRow }) => {
  switch (row.type) {
    case 'day':
      return <Day iso={row.iso} />
    case 'unread':
      return <Unread count={row.count} />
    case 'note':
      return <Note message={row.message} />
    case 'bubble':
      return <Bubble row={row} />
  }
}

const ToEnd = ({ unread, onPress }: { unread: number; onPress: () => void }) => {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      aria-label={unread > 0 ? `${t('chat.unread', { count: unread })}. ${t('chat.jump')}` : t('chat.jump')}
      onClick={onPress}
      className="absolute bottom-3 right-5 flex h-10 min-w-10 animate-pop items-center justify-center gap-1.5 rounded-full border border-line bg-panel px-2.5 text-sm font-medium shadow-card hover:bg-hover"
    >
      {unread > 0 && <span className="tnum pl-1 text-brand">{t('chat.unread', { count: unread })}</span>}
      <ChevronDown size={20} strokeWidth={1.8} aria-hidden="true" />
    </button>
  )
}

const BubbleSkeletons = () => {
  const { t } = useTranslation()
  return (
    <div
      role="status"
      aria-label={t('app.loading')}
      className="absolute inset-0 flex animate-pulse flex-col justify-end gap-3 p-5"
    >
      {[46, 62, 38, 54, 30].map((width, i) => (
        <span
          key={i}
          aria-hidden="true"
          className={`h-10 rounded-card ${i % 3 === 1 ? 'self-end bg-mine' : 'bg-sunken'}`}
          style={{ width: `${width}%` }}
        />
      ))}
    </div>
  )
}
