import { lazy, Suspense } from 'react'
import { PersonCard } from '../people/PersonCard'
import { ForwardDialog } from '../forward/ForwardDialog'
import { type ChatDialog, useChat } from './ChatContext'
import { HistoryDialog } from './HistoryDialog'
import { PinsDialog } from './PinsDialog'
import { SeenDialog } from './SeenDialog'

const Lightbox = lazy(() => import('../media/Lightbox'))

/** What is asked about messages, above the conversation. */
const ChatDialogs = ({ dialog, onClose }: { dialog: ChatDialog; onClose: () => void }) => {
  const { conversation } = useChat()
  switch (dialog.type) {
    case 'picture':
      return (
        <Suspense>
          <Lightbox message={dialog.message} onClose={onClose} />
        </Suspense>
      )
    case 'forward':
      return <ForwardDialog messages={dialog.messages} onClose={onClose} />
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
