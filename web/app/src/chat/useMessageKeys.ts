import type { Message } from '@parley/sync'
import type { KeyboardEvent } from 'react'
import { useChat } from './ChatContext'

/** Keys of a message that has the focus: R answers, E reacts, Enter shows what can be done, Space chooses. */
export const useMessageKeys = (
  message: Message | null,
  there: boolean,
): ((event: KeyboardEvent<HTMLElement>) => void) => {
  const { mayWrite, reply, selected, toggle } = useChat()
  return (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    const isSelf = event.target === event.currentTarget
    // a menu that closes gives the focus back to its button
    const isButton = event.target instanceof Element && event.target.matches('[data-actions]')
    if ((!isSelf && !isButton) || message === null || !there || !isPlain) {
      return
    }
    const actions = (): void => {
      event.currentTarget
        .querySelector('[data-actions]')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
    }
    const key = event.key.toLowerCase()
    if (key === 'r' && mayWrite) {
      event.preventDefault()
      reply(message)
    } else if ((key === 'enter' && isSelf) || (key === 'e' && mayWrite)) {
      event.preventDefault()
      actions()
    } else if (key === ' ' && isSelf && selected !== null) {
      event.preventDefault()
      toggle(message.seq)
    }
  }
}
