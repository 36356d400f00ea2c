import type { Conversation } from '@parley/sync'
import { type RefObject, useState } from 'react'
import { useLatest } from '../lib/hooks'
import { type Calling, callingAt, completed } from './mention'

/** What name of a member is being typed behind an @, in a group. */
export const useCalling = (
  conversation: Conversation,
  box: RefObject<HTMLTextAreaElement | null>,
  text: string,
  setText: (text: string) => void,
) => {
  const [calling, setCalling] = useState<Calling | null>(null)
  /** The caret has moved, or the text has changed below it. */
  const look = useLatest(() => {
    const element = box.current
    const isCaret = element !== null && element.selectionStart === element.selectionEnd
    setCalling(isCaret && conversation.kind === 'group' ? callingAt(element.value, element.selectionStart) : null)
  })
  const close = useLatest(() => setCalling(null))
  const complete = useLatest((name: string) => {
    const element = box.current
    if (calling !== null && element !== null) {
      const next = completed(text, calling, name)
      setText(next.text)
      setCalling(null)
      requestAnimationFrame(() => element.setSelectionRange(next.caret, next.caret))
    }
  })
  return { calling, look, complete, close }
}
