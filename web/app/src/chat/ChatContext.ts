import type { Conversation, Message } from '@parley/sync'
import { createContext, useContext } from 'react'

/** What the messages of the open conversation can do. */
export interface Chat {
  readonly conversation: Conversation
  readonly mayWrite: boolean
  readonly reply: (message: Message) => void
  readonly edit: (message: Message) => void
  /** Goes to a message and points at it. */
  readonly jump: (seq: number) => void
  /** The message that is pointed at. */
  readonly marked: number | null
}

export const ChatContext = createContext<Chat | null>(null)

export const useChat = (): Chat => {
  const chat = useContext(ChatContext)
  if (chat === null) {
    throw new Error('only in a conversation')
  }
  return chat
}
