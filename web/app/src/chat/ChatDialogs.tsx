import type { Conversation } from '@parley/sync'
import { lazy, Suspense } from 'react'
import { PersonCard } from '../people/PersonCard'
import { ForwardDialog } from '../forward/ForwardDialog'
import type { ChatDialog } from './ChatContext'
import { DeleteDialog } from './DeleteDialog'
import { HistoryDialog } from './HistoryDialog'
import { PinsDialog } from './PinsDialog'
import { SeenDialog } from './SeenDialog'

const Lightbox = lazy(() => import('../media/Lightbox'))

interface Props {
  conversation: Conversation
  dialog: ChatDialog
  onClose: () => void
}

/** What is asked about messages, above the conversation. */
const ChatDialogs = ({ conversation, dialog, onClose }: Props) => {
  switch (dialog.type) {
    case 'picture':
      return (
        <Suspense>
          <Lightbox message={dialog.message} onClose={onClose} />
        </Suspense>
      )
    case 'forward':
      return <ForwardDialog messages={dialog.messages} onClose={onClose} />
    case 'delete':
      return (
        <DeleteDialog
          conversationId={conversation.id}
          messages={dialog.messages}
          onDone={dialog.onDone}
          onClose={onClose}
        />
      )
    case 'seen':
      return <SeenDialog message={dialog.message} onClose={onClose} />
    case 'history':
      return <HistoryDialog message={dialog.message} onClose={onClose} />
    case 'pins':
      return <PinsDialog conversation={conversation} onClose={onClose} />
    case 'person':
      return <PersonCard userId={dialog.userId} onClose={onClose} />
  }
}

export default ChatDialogs
