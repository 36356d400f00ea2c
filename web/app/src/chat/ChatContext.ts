import type { Message } from '@parley/sync'
import { createContext, useContext } from 'react'
import type { Room } from './rights'

/** What is shown above the conversation, one at a time. */
export type ChatDialog =
  | { readonly type: 'forward'; readonly messages: readonly Message[] }
  | { readonly type: 'delete'; readonly messages: readonly Message[]; readonly onDone?: () => void }
  | { readonly type: 'seen'; readonly message: Message }
  | { readonly type: 'history'; readonly message: Message }
  | { readonly type: 'picture'; readonly message: Message }
  | { readonly type: 'pins' }
  | { readonly type: 'person'; readonly userId: string }

/** What the messages of the open conversation can do. */
export interface Chat {
  /** Stays the same when a message comes, so that those that are there are not drawn again. */
  readonly room: Room
  readonly mayWrite: boolean
  readonly reply: (message: Message) => void
  readonly edit: (message: Message) => void
  readonly ask: (dialog: ChatDialog) => void
  /** Goes to a message and points at it. */
  readonly jump: (seq: number) => void
  /** The message that is pointed at. */
  readonly marked: number | null
  /** Numbers of the messages that are chosen; null while none can be. */
  readonly selected: ReadonlySet<number> | null
  /** Chooses a message, or no longer. */
  readonly toggle: (seq: number) => void
  /** Words to be marked, in lower case. */
  readonly found: readonly string[]
}

export const ChatContext = createContext<Chat | null>(null)

export const useChat = (): Chat => {
  const chat = useContext(ChatContext)
  if (chat === null) {
    throw new Error('only in a conversation')
  }
  return chat
}
