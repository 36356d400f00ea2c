import type { Conversation, Message } from '@parley/sync'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useLatest, useMedia, useMessages } from '../lib/hooks'
import { type Chat, ChatContext, type ChatDialog } from './ChatContext'
import { ChatHeader } from './ChatHeader'
import { Composer, type ComposerHandle } from './Composer'
import { LinkBanner } from './LinkBanner'
import { MessageList, type MessageListHandle } from './MessageList'
import { PinBar } from './PinBar'
import { closedBecause, mayEdit, type Room } from './rights'
import { SelectionBar } from './SelectionBar'
import { TypingLine } from './TypingLine'
import { useChatKeys } from './useChatKeys'
import { useDetails } from './useDetails'
import { useLinkedMessage } from './useLinkedMessage'
import { useMarking } from './useMarking'
import { useSelection } from './useSelection'

const Details = lazy(() => import('../details/Details'))
const FindBar = lazy(() => import('./FindBar'))
const ChatDialogs = lazy(() => import('./ChatDialogs'))

/** One conversation: its header, messages, composer and details. */
export const ChatPane = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { id } = conversation
  const hasPointer = useMedia('(hover: hover)')
  const details = useDetails()
  const [replyTo, setReplyTo] = useState<Message | null>(null)
  const [editing, setEditing] = useState<Message | null>(null)
  const [dialog, setDialog] = useState<ChatDialog | null>(null)
  const [finding, setFinding] = useState(false)
  const [found, setFound] = useState<readonly string[]>([])
  const { selected, toggle, end } = useSelection()
  const list = useRef<MessageListHandle>(null)
  const composer = useRef<ComposerHandle>(null)
  const { marked, jump, window, leave } = useMarking(id, list)
  const log = useMessages((state) => state.logs.get(id))
  const me = useMessages((state) => state.me.id)
  const { kind, read_only: readOnly, me: place } = conversation
  const { role, left_at: leftAt } = place
  const room = useMemo(
    (): Room => ({ id, kind, read_only: readOnly, me: { role, left_at: leftAt } }),
    [id, kind, readOnly, role, leftAt],
  )
  const closed = closedBecause(room)
  const linked = useLinkedMessage(log !== undefined, jump)
  useEffect(() => {
    if (hasPointer && !linked) {
      composer.current?.focus()
    }
  }, [hasPointer, linked])
  const chat = useMemo(
    (): Chat => ({
      room,
      mayWrite: closed === null,
      reply: (message) => {
        setEditing(null)
        setReplyTo(message)
      },
      edit: (message) => {
        setReplyTo(null)
        setEditing(message)
      },
      ask: setDialog,
      jump,
      marked,
      selected,
      toggle,
      found,
    }),
    [room, closed, jump, marked, selected, toggle, found],
  )
  const done = (): void => {
    setReplyTo(null)
    setEditing(null)
    composer.current?.focus()
  }
  const editLast = (): void => {
    const last = log?.messages.findLast((one) => mayEdit(one, me, Date.now()))
    if (last !== undefined) {
      chat.edit(last)
    }
  }
  const closeFind = useLatest(() => {
    setFinding(false)
    composer.current?.focus()
  })
  /** The layer that lies on top goes first; below all of them is the way back to the list. */
  const escape = (): void => {
    if (replyTo !== null || editing !== null) {
      done()
    } else if (selected !== null) {
      end()
    } else if (finding) {
      closeFind()
    } else if (!details.closeDrawer()) {
      void navigate({ to: '/' })
    }
  }
  useChatKeys({ onFind: () => setFinding(true), onEscape: escape })
  return (
    <ChatContext value={chat}>
      <main className="flex min-h-0 min-w-0 flex-1 flex-col bg-bg">
        <ChatHeader
          conversation={conversation}
          detailsOpen={details.open}
          onDetails={() => details.show(!details.open)}
          onFind={() => setFinding(!finding)}
        />
        <Suspense>
          {finding && <FindBar conversation={conversation} onJump={jump} onFound={setFound} onClose={closeFind} />}
        </Suspense>
        <PinBar conversation={conversation} />
        <MessageList
          key={window?.anchor ?? 'end'}
          ref={list}
          conversation={conversation}
          window={window}
          onLeaveWindow={leave}
        />
        <TypingLine id={id} />
        <LinkBanner />
        {selected !== null ? (
          <SelectionBar conversation={conversation} selected={selected} onEnd={end} />
        ) : closed === null ? (
          <Composer
            ref={composer}
            conversation={conversation}
            replyTo={replyTo}
            editing={editing}
            onDone={done}
            onSent={() => {
              leave()
              requestAnimationFrame(() => list.current?.toEnd())
            }}
            onEditLast={editLast}
            onEscape={escape}
          />
        ) : (
          <p className="m-0 border-t border-line bg-panel px-6 py-4 text-center text-sm text-muted">
            {t(`chat.${closed}`)}
          </p>
        )}
      </main>
      <Suspense>
        {details.open && <Details conversation={conversation} onClose={() => details.show(false)} />}
        {dialog && <ChatDialogs conversation={conversation} dialog={dialog} onClose={() => setDialog(null)} />}
      </Suspense>
    </ChatContext>
  )
}
