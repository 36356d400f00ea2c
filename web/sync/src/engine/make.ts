import { type Api, unwrap } from '../api/client'
import type { Account } from '../api/types'
import { eraseCopies } from '../local/erase'
import { type Place, PusherRealtime } from '../realtime/pusher'
import { Messenger } from './messenger'

/** A socket to the server that the page came from. */
export const socketOf = (api: Api, place: Place): PusherRealtime =>
  new PusherRealtime(
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
    place,
  )

/** A messenger with such a socket. What others left on this device goes. */
export const makeMessenger = (me: Account, api: Api, place: Place): Messenger => {
  void eraseCopies(me.id).catch(() => undefined)
  return new Messenger({ api, realtime: socketOf(api, place), me })
}
