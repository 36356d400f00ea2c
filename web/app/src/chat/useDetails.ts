import { useState } from 'react'
import { useMedia } from '../lib/hooks'

const KEY = 'parley:details'

/** Whether the details are shown; as a pane they stay as the reader left them, as a drawer they begin closed. */
export const useDetails = () => {
  const isWide = useMedia('(min-width: 1180px)')
  const [open, setOpen] = useState(isWide && localStorage.getItem(KEY) !== 'no')
  const show = (next: boolean): void => {
    setOpen(next)
    if (isWide) {
      localStorage.setItem(KEY, next ? 'yes' : 'no')
    }
  }
  /** @returns whether there was a drawer to close */
  const closeDrawer = (): boolean => {
    const isDrawer = open && !isWide
    if (isDrawer) {
      show(false)
    }
    return isDrawer
  }
  return { open, show, closeDrawer }
}
