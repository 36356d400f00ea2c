import { type SharedMessenger, totalUnread } from '@parley/sync'
import { language } from '../i18n'
import { sounds } from '../lib/preferences'
import { LOOKED_AT, startAttention } from './attention'
import { newsOf, pushOf, seenOf } from './news'
import type { Opening, Telling } from './note'
import { chime } from './sound'
import { isPushed, renew } from './subscribing'

/** The page that holds it tells; the others are silent. */
const TELLER = 'parley-teller'

const isLookedAt = async (): Promise<boolean> => {
  if (document.visibilityState === 'visible' && document.hasFocus()) {
    return true
  }
  const held = (await navigator.locks?.query())?.held ?? []
  return held.some(({ name }) => name === LOOKED_AT)
}

/** The service worker shows it: some browsers let only that do so, and a click on it works when the page has gone. */
const tell = async (telling: Telling): Promise<void> => {
  const registration = await navigator.serviceWorker.ready
  registration.active?.postMessage(telling)
}

/**
 * Tells of what is new while nobody looks at any page, and of who looks to the server. Where this browser takes pushes
 * the server tells.
 */
export const startNotifying = (messenger: SharedMessenger, open: (path: string) => void): (() => void) => {
  const endAttention = startAttention()
  void renew().catch(() => undefined) // the next start tries again
  const ended = new AbortController()
  const shown = new Set<string>()
  let seen = seenOf(messenger.snapshot())
  let tells = navigator.locks === undefined
  void navigator.locks
    ?.request(TELLER, { signal: ended.signal }, () => {
      tells = true
      return new Promise<void>((resolve) => ended.signal.addEventListener('abort', () => resolve()))
    })
    .catch(() => undefined)

  const show = async (ids: readonly string[]): Promise<void> => {
    if (Notification.permission !== 'granted' || isPushed() || (await isLookedAt())) {
      return
    }
    const state = messenger.snapshot()
    for (const id of ids) {
      const conversation = state.conversations.get(id)
      if (conversation !== undefined && conversation.unread > 0) {
        const badge = totalUnread(state.conversations, state.notify, Date.now())
        await tell({ kind: 'show', push: pushOf(state, conversation, language(), badge) })
        shown.add(id)
      }
    }
    if (sounds()) {
      chime()
    }
  }

  const heard = (): void => {
    const state = messenger.snapshot()
    const news = newsOf(state, seen, new Date())
    seen = seenOf(state)
    for (const id of shown) {
      if (state.conversations.get(id)?.unread === 0) {
        shown.delete(id) // read elsewhere
        void tell({ kind: 'close', conversation: id })
      }
    }
    if (tells && news.length > 0 && 'Notification' in self) {
      void show(news.map(({ id }) => id)).catch(() => undefined)
    }
  }
  const unsubscribe = messenger.subscribe(heard)
  const told = ({ data }: MessageEvent<Opening | null>): void => {
    if (data?.kind === 'open') {
      open(data.path)
    }
  }
  navigator.serviceWorker?.addEventListener('message', told)
  return () => {
    unsubscribe()
    endAttention()
    ended.abort()
    navigator.serviceWorker?.removeEventListener('message', told)
  }
}
