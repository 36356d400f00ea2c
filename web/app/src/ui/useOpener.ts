import { useState } from 'react'

/**
 * What had the focus before a dialog came, to give it back. The dialog's own memory comes too late where something in it
 * takes the focus by itself.
 */
export const useOpener = (): ((event: Event) => void) => {
  const [opener] = useState(() => document.activeElement)
  return (event) => {
    // of a menu that is gone, the dialog knows the button
    if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) {
      event.preventDefault()
      opener.focus()
    }
  }
}
