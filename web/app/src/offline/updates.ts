import i18next from 'i18next'
import { toast } from '../lib/toast'
import { workerAddress } from '../lib/worker-address'

/** After the page has shown what it has to. */
const REGISTER_MS = 2_000
/** Nobody asks more often whether there is a new version. */
const CHECK_MS = 10 * 60_000
/** So that a server which was just restarted is not asked by everybody at once. */
const SPREAD_MS = 30_000
/** A page reloads by itself after a while between these, once nobody looks at it. */
const EARLIEST_MS = 60_000
const LATEST_MS = 10 * 60_000

let registration: ServiceWorkerRegistration | null = null
let checkedAt = 0

const whenHidden = (run: () => void): void => {
  if (document.visibilityState === 'hidden') {
    run()
  } else {
    document.addEventListener('visibilitychange', run, { once: true })
  }
}

/** Says that there is a new version; whoever does not want it now gets it when they look away. */
const offer = (): void => {
  toast.offer(i18next.t('update.ready'), i18next.t('update.reload'), () => location.reload())
  const delayMs = EARLIEST_MS + Math.random() * (LATEST_MS - EARLIEST_MS)
  setTimeout(() => whenHidden(() => location.reload()), delayMs)
}

/** Asks for a new version, not at once and not often: after a reconnect the server may be another. */
export const checkForUpdate = (): void => {
  const now = Date.now()
  if (registration !== null && now - checkedAt > CHECK_MS) {
    checkedAt = now
    setTimeout(() => void registration?.update().catch(() => undefined), Math.random() * SPREAD_MS)
  }
}

/** Lets the app start without a server, and tells when there is a new version. Only where the page came over TLS. */
export const startOffline = (): void => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) {
    return
  }
  const { serviceWorker } = navigator
  let isOld = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    if (isOld) {
      offer()
    }
    isOld = true
  })
  setTimeout(() => {
    serviceWorker.register(workerAddress('/sw.js'), { updateViaCache: 'none' }).then(
      (registered) => {
        registration = registered
        checkedAt = Date.now()
      },
      () => undefined, // a browser that is told to keep nothing: the app works without
    )
  }, REGISTER_MS)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      checkForUpdate()
    }
  })
}
