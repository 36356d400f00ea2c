import { inOrder } from '@parley/sync'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useLatest, useMessenger } from '../lib/hooks'
import { SEARCH_BOX } from '../search/SearchBox'
import { focusLandmark, isLayerOpen } from './focus'
import { neighbourOf } from './neighbour'

export type Sheet = 'switcher' | 'help'

/** Keys that work everywhere. */
export const useShellKeys = () => {
  const messenger = useMessenger()
  const navigate = useNavigate()
  const { id: openId } = useParams({ strict: false })
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const toggle = (next: Sheet): void => setSheet(sheet === next ? null : next)
  const toNeighbour = (step: 1 | -1, unreadOnly: boolean): void => {
    const id = neighbourOf(inOrder(messenger.snapshot().conversations), openId ?? null, step, unreadOnly)
    if (id !== null) {
      void navigate({ to: '/c/$id', params: { id } })
    }
  }
  const readAll = (): void => {
    for (const one of inOrder(messenger.snapshot().conversations)) {
      if (one.unread > 0 || one.me.marked_unread) {
        messenger.read(one.id, one.last_seq)
      }
    }
  }
  const run = (event: KeyboardEvent): boolean => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey
    const key = event.key.toLowerCase()
    if (command && key === 'k' && !event.shiftKey) {
      toggle('switcher')
    } else if (command && (key === '/' || key === '?')) {
      toggle('help')
    } else if (isLayerOpen()) {
      return false
    } else if (command && event.shiftKey && key === 'f') {
      document.getElementById(SEARCH_BOX)?.focus()
    } else if (event.altKey && !event.ctrlKey && !event.metaKey && (key === 'arrowup' || key === 'arrowdown')) {
      toNeighbour(key === 'arrowdown' ? 1 : -1, event.shiftKey)
    } else if (event.shiftKey && key === 'escape') {
      readAll()
    } else if (key === 'f6') {
      focusLandmark(event.shiftKey ? -1 : 1)
    } else {
      return false
    }
    return true
  }
  const onKey = useLatest((event: KeyboardEvent) => {
    if (!event.isComposing && run(event)) {
      event.preventDefault()
    }
  })
  useEffect(() => {
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onKey])
  return { sheet, close: () => setSheet(null) }
}
