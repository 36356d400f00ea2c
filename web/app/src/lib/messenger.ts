import { type Account, type SharedMessenger, sharedMessenger } from '@parley/sync'
import { enginePort } from '../engine/port'
import { checkForUpdate } from '../offline/updates'
import { session } from './session'

/** Joins the messenger of an account, and keeps an eye on the page: when it wakes, when it goes away. */
export const startMessenger = (me: Account): { messenger: SharedMessenger; stop: () => void } => {
  const join = (): void => {
    const { port, greeted, list } = enginePort(me.id, messenger.attach)
    messenger.attach(port, greeted)
    void list.then((seen) => seen && messenger.prime(seen))
  }
  const messenger = sharedMessenger({ me, access: session.access, onLost: join })
  join()
  let { link } = messenger.snapshot()
  messenger.subscribe(() => {
    const before = link
    link = messenger.snapshot().link
    if (link === 'online' && before !== 'online') {
      checkForUpdate()
    }
  })
  const wake = (): void => {
    if (document.visibilityState === 'visible') {
      messenger.wake()
    } else {
      void messenger.flush().catch(() => undefined)
    }
  }
  const show = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) {
      messenger.hello()
    }
  }
  document.addEventListener('visibilitychange', wake)
  addEventListener('online', wake)
  addEventListener('pageshow', show)
  addEventListener('pagehide', messenger.bye)
  return {
    messenger,
    stop: () => {
      document.removeEventListener('visibilitychange', wake)
      removeEventListener('online', wake)
      removeEventListener('pageshow', show)
      removeEventListener('pagehide', messenger.bye)
      messenger.leave(session.snapshot().kind === 'signed-out')
    },
  }
}
