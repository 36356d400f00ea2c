import { apiOf, Session } from '@parley/sync'
import { deviceName } from './device-name'

/** Who is signed in on this device; one for the page. */
export const session = new Session({
  origin: location.origin,
  fetch: (request) => fetch(request),
  cookies: () => document.cookie,
  memory: localStorage,
  device: deviceName(navigator.userAgent),
  // Only where the page came over TLS or from this machine.
  locks: 'locks' in navigator ? navigator.locks : null,
  tabs: 'BroadcastChannel' in self ? new BroadcastChannel('parley-session') : null,
})

let started: Promise<void> | null = null

/** Finds out who is signed in; once, though two scripts of a page ask for it. */
export const startSession = (): Promise<void> => (started ??= session.start())

/** For what is open to everybody. */
export const openApi = apiOf(location.origin, (request) => fetch(request))
