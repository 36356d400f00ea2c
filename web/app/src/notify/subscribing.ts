import { unwrap } from '@parley/sync'
import { language } from '../i18n'
import { session } from '../lib/session'

/** Another person in this browser has chosen nothing yet. */
const key = (): string => {
  const state = session.snapshot()
  return `parley:push:${state.kind === 'signed-in' ? state.account.id : ''}`
}

/** The server's name for this browser; null if it takes no pushes. */
export const pushedAs = (): string | null => localStorage.getItem(key())

/** Whether this browser takes pushes, as far as this page knows. */
export const isPushed = (): boolean => pushedAs() !== null

/** How it stands with notifications of this browser. */
export type Standing = 'unsupported' | 'denied' | 'off' | 'page' | 'push'

export const standing = (): Standing => {
  if (!('Notification' in self)) {
    return 'unsupported'
  }
  if (Notification.permission !== 'granted') {
    return Notification.permission === 'denied' ? 'denied' : 'off'
  }
  return isPushed() ? 'push' : 'page'
}

export const canPush = (): boolean => 'PushManager' in self && 'serviceWorker' in navigator

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))

const sameKey = (held: ArrayBuffer | null, wanted: Uint8Array): boolean =>
  held !== null && new Uint8Array(held).toString() === wanted.toString()

/** Gives the server this browser's subscription; makes one if there is none for this server's key. */
const subscribed = async (): Promise<void> => {
  const { public_key: publicKey } = await unwrap(session.api.GET('/api/push'))
  const applicationServerKey = bytesOf(publicKey)
  const { pushManager } = await navigator.serviceWorker.ready
  let held = await pushManager.getSubscription()
  if (held !== null && !sameKey(held.options.applicationServerKey, applicationServerKey)) {
    await held.unsubscribe()
    held = null
  }
  const taken = (held ?? (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }))).toJSON()
  const body = {
    endpoint: taken.endpoint ?? '',
    keys: { p256dh: taken.keys?.['p256dh'] ?? '', auth: taken.keys?.['auth'] ?? '' },
    locale: language(),
  }
  const { id } = await unwrap(session.api.POST('/api/push/subscriptions', { body }))
  localStorage.setItem(key(), id)
}

/**
 * Asks for the permission, which only a click may do, and for pushes where the browser has a push service.
 *
 * @returns whether pushes come; else open pages tell
 */
export const turnOn = async (): Promise<boolean> => {
  if ((await Notification.requestPermission()) !== 'granted' || !canPush()) {
    return false
  }
  try {
    await subscribed()
    return true
  } catch (error) {
    if (error instanceof DOMException) {
      return false // the browser has no push service, or cannot reach it
    }
    throw error
  }
}

/** Pushes no more; open pages tell, as long as the browser allows it. */
export const turnOff = async (): Promise<void> => {
  const id = pushedAs()
  localStorage.removeItem(key())
  const registration = await navigator.serviceWorker?.getRegistration()
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
  if (id !== null) {
    await unwrap(session.api.DELETE('/api/push/subscriptions/{id}', { params: { path: { id } } }))
  }
}

/** Whoever signs in again, or speaks another language now, gets their pushes. */
export const renew = async (): Promise<void> => {
  if (isPushed() && canPush() && Notification.permission === 'granted') {
    await subscribed()
  }
}
