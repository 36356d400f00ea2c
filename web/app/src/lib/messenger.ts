import { type Account, LocalCopy, Messenger, PusherRealtime, unwrap } from '@parley/sync'
import { session } from './session'

/** Starts the messenger of an account, and keeps an eye on the page: when it wakes, when it goes away. */
export const startMessenger = (me: Account): { messenger: Messenger; stop: () => void } => {
  const { api } = session
  const realtime = new PusherRealtime(
    {
      connection: () => unwrap(api.GET('/api/realtime')),
      sign: (socketId, channel) =>
        unwrap(
          api.POST('/api/realtime/auth', {
            body: new URLSearchParams({ socket_id: socketId, channel_name: channel }).toString(),
            bodySerializer: (body) => body ?? '',
            headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          }),
        ),
    },
    location,
  )
  const messenger = new Messenger({ api, realtime, me })
  const wake = (): void => {
    if (document.visibilityState === 'visible') {
      messenger.wake()
    } else {
      void messenger.flush().catch(() => undefined)
    }
  }
  document.addEventListener('visibilitychange', wake)
  addEventListener('online', wake)
  addEventListener('pagehide', wake)
  void LocalCopy.deleteOthers(me.id).catch(() => undefined)
  void messenger.start()
  return {
    messenger,
    stop: () => {
      document.removeEventListener('visibilitychange', wake)
      removeEventListener('online', wake)
      removeEventListener('pagehide', wake)
      void messenger.stop()
    },
  }
}
