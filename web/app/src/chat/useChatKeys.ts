import { useEffect } from 'react'
import { useLatest } from '../lib/hooks'
import { isLayerOpen, isTyping } from '../keys/focus'

interface Actions {
  onFind: () => void
  onEscape: () => void
}

/** Keys of the open conversation that work wherever the focus is. */
export const useChatKeys = ({ onFind, onEscape }: Actions): void => {
  const onKey = useLatest((event: KeyboardEvent) => {
    if (event.defaultPrevented || isLayerOpen()) {
      return
    }
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (isCommand && event.key.toLowerCase() === 'f') {
      event.preventDefault()
      onFind()
    } else if (event.key === 'Escape' && !event.shiftKey && !isTyping(event.target)) {
      event.preventDefault()
      onEscape()
    }
  })
  useEffect(() => {
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onKey])
}
