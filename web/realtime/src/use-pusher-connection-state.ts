import { useSyncExternalStore } from 'react'
import { currentPusher, onOtherPusher } from './client.ts'

/** `initialized` is also said where nothing asked for a connection yet. */
export type PusherConnectionState =
  'initialized' | 'connecting' | 'connected' | 'unavailable' | 'failed' | 'disconnected'

const watch = (changed: () => void): (() => void) => {
  let unbind = (): void => undefined
  const follow = (): void => {
    unbind()
    const connection = currentPusher()?.connection
    connection?.bind('state_change', changed)
    unbind = () => void connection?.unbind('state_change', changed)
  }
  follow()
  const leave = onOtherPusher(() => {
    follow()
    changed()
  })
  return () => {
    leave()
    unbind()
  }
}

const now = (): PusherConnectionState => (currentPusher()?.connection.state ?? 'initialized') as PusherConnectionState

const onServer = (): PusherConnectionState => 'initialized'

/** The state of the page's one connection. Asks for none by itself. */
export const usePusherConnectionState = (): PusherConnectionState => useSyncExternalStore(watch, now, onServer)
