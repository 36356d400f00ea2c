import Pusher from 'pusher-js'
import type { AppInfo } from '../app/info'
import type { Endpoint } from '../app/endpoint'
import { problemOf, type Signal, type SocketState } from './state'

export interface Socket {
  /** Tries at once instead of waiting for the next turn. */
  retry(): void
}

/** Connects with the official client, as any app would, and reports what it goes through. */
export function openSocket(
  info: AppInfo,
  endpoint: Endpoint,
  report: (signal: Signal) => void,
  onMessage: (data: unknown) => void,
): Socket {
  const pusher = new Pusher(info.key, {
    cluster: info.cluster,
    wsHost: endpoint.host,
    wsPort: endpoint.port,
    wssPort: endpoint.port,
    wsPath: endpoint.pathPrefix,
    forceTLS: endpoint.tls,
    enabledTransports: ['ws', 'wss'],
    // The present name of disableStats; the old one makes the client warn in the console.
    enableStats: false,
  })

  const { connection } = pusher
  const tell = (state: SocketState): void =>
    report({ kind: 'state', state, socketId: connection.socket_id ?? null, at: new Date() })
  connection.bind('state_change', (change: { current: SocketState }) => tell(change.current))
  connection.bind('connecting_in', (seconds: number) => report({ kind: 'retry', seconds }))
  connection.bind('error', (error: unknown) => report({ kind: 'problem', problem: problemOf(error) }))
  tell(connection.state as SocketState)

  const channel = pusher.subscribe(info.channel)
  channel.bind('pusher:subscription_succeeded', () => report({ kind: 'subscribed' }))
  channel.bind('message', onMessage)

  return {
    retry: () => {
      pusher.disconnect()
      pusher.connect()
    },
  }
}
