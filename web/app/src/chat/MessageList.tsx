import { type Conversation, placesOf } from '@parley/sync'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Hand } from 'lucide-react'
import { memo, type Ref, useCallback, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { EmptyState } from '../ui/EmptyState'
import { heightOf } from '../media/height'
import { Announcer } from './Announcer'
import { Bubble } from './Bubble'
import { useChat } from './ChatContext'
import { Day, Note, Unread } from './Lines'
import { FloatingDay } from './FloatingDay'
import { BubbleSkeletons, ToEnd } from './ListParts'
import { rowMaker, type ChatRow } from './rows'
import { distanceFromEnd, END_PX, indexOfSeq, useOpening, useStayingAtEnd } from './scrolling'
import { seenUnder } from './seen'
import { SeenContext } from './SeenBy'
import { useListKeys } from './useListKeys'
import { useLoading } from './useLoading'
import { useReadMarking } from './useReadMarking'
import type { Window } from './useWindow'

const NONE: readonly never[] = []
const FAR_PX = 320
/** A list is as wide as a phone, and elsewhere wide enough for the longest lines. */
const WIDE_PX = 900

export interface MessageListHandle {
  toEnd: () => void
  toSeq: (seq: number) => void
}

interface Props {
  conversation: Conversation
  /** Shown in place of the end, if the reader went far back. */
  window: Window | null
  onLeaveWindow: () => void
  ref: Ref<MessageListHandle>
}

/** The messages of a conversation: only those near the screen are drawn, and what is read does not move. */
export const MessageList = ({ conversation, window, onLeaveWindow, ref }: Props) => {
  const { t } = useTranslation()
  const { id } = conversation
  const live = useMessages((state) => state.logs.get(id))
  const waiting = useMessages((state) => state.pending.get(id)) ?? NONE
  const log = window?.log ?? live
  const pending = window === null ? waiting : NONE
  const me = useMessages((state) => state.me.id)
  const { marked } = useChat()
  // where the reader was when the conversation was opened: the divider stays there until they leave
  const [newAfter] = useState(conversation.unread > 0 ? conversation.me.read_seq : null)
  const [make] = useState(rowMaker)
  const rows = useMemo(() => make(log, pending, me, newAfter), [make, log, pending, me, newAfter])
  const places = useMessages((state) => placesOf(state, id))
  const seen = useMemo(() => seenUnder(log?.messages ?? NONE, places, me), [log, places, me])
  const scroller = useRef<HTMLDivElement>(null)
  // another function would make it measure all rows again
  const getItemKey = useCallback((i: number) => rows[i]?.key ?? i, [rows])
  const [place] = useState(() => ({
    width: Math.min(globalThis.innerWidth, WIDE_PX),
    isGroup: conversation.kind === 'group',
  }))
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => heightOf(rows[i], place),
    getItemKey,
    anchorTo: 'end',
    followOnAppend: window === null,
    scrollEndThreshold: END_PX,
    paddingStart: 12,
    overscan: 8,
    // it puts rows in their places itself; what is drawn anew on the way is only what comes into sight
    directDomUpdates: true,
    // and not within the event that scrolled, once for each of its causes: a frame has time for one of them
    useFlushSync: false,
    directDomUpdatesMode: 'transform',
  })
  const atEnd = useOpening(rows, list, window?.anchor ?? marked)
  // opening a conversation moves the list too, but not the reader
  const [moved, setMoved] = useState(false)
  const hasMoved = useRef(false)
  const move = (): void => {
    hasMoved.current = true
    setMoved(true)
  }
  useStayingAtEnd(scroller, list, atEnd, hasMoved)
  useReadMarking(id, window === null ? rows : NONE, list)
  const onKeyDown = useListKeys(rows, list)
  useLoading(id, rows, list, log?.hasBefore ?? false, window)
  useImperativeHandle(ref, () => ({
    toEnd: () => list.scrollToEnd({ behavior: 'auto' }),
    toSeq: (seq) => {
      const at = indexOfSeq(rows, seq)
      if (at >= 0) {
        hasMoved.current = true
        list.scrollToIndex(at, { align: 'center' })
      }
    },
  }))
  const away = distanceFromEnd(list)
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
        data-landmark
        aria-label={t('chat.history')}
        tabIndex={0}
        onKeyDown={(event) => {
          move()
          onKeyDown(event)
        }}
        onWheel={move}
        onTouchMove={move}
        onPointerDown={move}
        className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden overscroll-contain px-5 [overflow-anchor:none] max-md:px-3"
      >
        <div className="mx-auto flex min-h-full max-w-[1080px] flex-col justify-end">
          <SeenContext value={seen}>
            <div ref={list.containerRef} className="relative shrink-0">
              {list.getVirtualItems().map((item) => {
                const row = rows[item.index]
                return row && <Placed key={item.key} index={item.index} row={row} measure={list.measureElement} />
              })}
            </div>
          </SeenContext>
        </div>
      </div>
      <FloatingDay rows={rows} first={list.range?.startIndex ?? 0} scrolling={moved && list.isScrolling} />
      {window !== null || away > FAR_PX || (away > END_PX && conversation.unread > 0) ? (
        <ToEnd
          unread={conversation.unread}
          onPress={window === null ? () => list.scrollToEnd({ behavior: 'smooth' }) : onLeaveWindow}
        />
      ) : null}
      <Announcer conversation={conversation} />
    </div>
  )
}

interface PlacedProps {
  index: number
  row: ChatRow
  measure: (element: Element | null) => void
}

/** What did not move among the rows is not drawn again when others come into sight. */
const Placed = memo(function Placed({ index, row, measure }: PlacedProps) {
  return (
    <div data-index={index} ref={measure} className="absolute inset-x-0">
      <Line row={row} />
    </div>
  )
})

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
