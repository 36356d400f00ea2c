import type { Conversation, Message } from '@parley/sync'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { useLatest, useMedia, useMessages, useMessenger } from '../lib/hooks'
import { type Chat, ChatContext } from './ChatContext'
import { ChatHeader } from './ChatHeader'
import { Composer, type ComposerHandle } from './Composer'
import { LinkBanner } from './LinkBanner'
import { MessageList, type MessageListHandle } from './MessageList'
import { closedBecause, mayEdit } from './rights'
import { TypingLine } from './TypingLine'

const Details = lazy(() => import('../details/Details'))
const MARKED_MS = 1_600
const DETAILS_KEY = 'parley:details'

/** One conversation: its header, messages, composer and details. */
export const ChatPane = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const navigate = useNavigate()
  const { id } = conversation
  const isWide = useMedia('(min-width: 1180px)')
  const hasPointer = useMedia('(hover: hover)')
  const [detailsOpen, setDetailsOpen] = useState(isWide && localStorage.getItem(DETAILS_KEY) !== 'no')
  const [replyTo, setReplyTo] = useState<Message | null>(null)
  const [editing, setEditing] = useState<Message | null>(null)
  const [marked, setMarked] = useState<number | null>(null)
  const list = useRef<MessageListHandle>(null)
  const composer = useRef<ComposerHandle>(null)
  const log = useMessages((state) => state.logs.get(id))
  const me = useMessages((state) => state.me.id)
  const closed = closedBecause(conversation)
  useEffect(() => {
    if (hasPointer) {
      composer.current?.focus()
    }
  }, [hasPointer])
  const showDetails = (open: boolean): void => {
    setDetailsOpen(open)
    if (isWide) {
      localStorage.setItem(DETAILS_KEY, open ? 'yes' : 'no')
    }
  }
  const jump = useLatest((seq: number) => {
    void messenger
      .reach(id, seq)
      .catch(() => false)
      .then((found) => {
        if (!found) {
          toast.error(t('chat.jumpFar'))
          return
        }
        requestAnimationFrame(() => list.current?.toSeq(seq))
        setMarked(seq)
        setTimeout(() => setMarked(null), MARKED_MS)
      })
  })
  const chat = useMemo(
    (): Chat => ({
      conversation,
      mayWrite: closed === null,
      reply: (message) => {
        setEditing(null)
        setReplyTo(message)
      },
      edit: (message) => {
        setReplyTo(null)
        setEditing(message)
      },
      jump,
      marked,
    }),
    [conversation, closed, jump, marked],
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
  const escape = (): void => {
    if (replyTo !== null || editing !== null) {
      done()
    } else if (detailsOpen && !isWide) {
      showDetails(false)
    } else {
      void navigate({ to: '/' })
    }
  }
  return (
    <ChatContext value={chat}>
      <main className="flex min-h-0 min-w-0 flex-1 flex-col bg-bg">
        <ChatHeader conversation={conversation} detailsOpen={detailsOpen} onDetails={() => showDetails(!detailsOpen)} />
        <MessageList ref={list} conversation={conversation} />
        <TypingLine id={id} />
        <LinkBanner />
        {closed === null ? (
          <Composer
            ref={composer}
            conversation={conversation}
            replyTo={replyTo}
            editing={editing}
            onDone={done}
            onSent={() => requestAnimationFrame(() => list.current?.toEnd())}
            onEditLast={editLast}
            onEscape={escape}
          />
        ) : (
          <p className="m-0 border-t border-line bg-panel px-6 py-4 text-center text-sm text-muted">
            {t(`chat.${closed}`)}
          </p>
        )}
      </main>
      {detailsOpen && (
        <Suspense>
          <Details conversation={conversation} onClose={() => showDetails(false)} />
        </Suspense>
      )}
    </ChatContext>
  )
}
