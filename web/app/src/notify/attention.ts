import { unwrap } from '@parley/sync'
import { session } from '../lib/session'

/** The server believes it for a minute. */
const AGAIN_MS = 45_000

const tell = (looking: boolean): void =>
  void unwrap(session.api.PUT('/api/push/attention', { body: { looking }, keepalive: true })).catch(() => undefined)

/** Any page that somebody looks at holds it, so that the others know. */
export const LOOKED_AT = 'parley-looked-at'

/** Lets the server know whether somebody looks at this page: nobody is pushed what they can see. */
export const startAttention = (): (() => void) => {
  let looking = false
  let letGo: (() => void) | null = null
  let timer: ReturnType<typeof setInterval> | undefined
  const hold = (): void => {
    // only where the page came over TLS or from this machine
    void navigator.locks?.request(LOOKED_AT, { mode: 'shared' }, () =>
      looking
        ? new Promise<void>((resolve) => {
            letGo = resolve
          })
        : undefined,
    )
  }
  const look = (): void => {
    const now = document.visibilityState === 'visible' && document.hasFocus()
    if (now === looking) {
      return
    }
    looking = now
    clearInterval(timer)
    tell(now)
    if (now) {
      timer = setInterval(() => tell(true), AGAIN_MS)
      hold()
    } else {
      letGo?.()
      letGo = null
    }
  }
  const events = ['focus', 'blur', 'pagehide', 'pageshow'] as const
  events.forEach((one) => addEventListener(one, look))
  document.addEventListener('visibilitychange', look)
  look()
  return () => {
    events.forEach((one) => removeEventListener(one, look))
    document.removeEventListener('visibilitychange', look)
    clearInterval(timer)
    letGo?.()
  }
}
