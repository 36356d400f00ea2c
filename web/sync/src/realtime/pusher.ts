import type { Channel } from 'pusher-js'
// no window in there, so it runs in a worker as well as in a page
import Pusher from 'pusher-js/worker'
import { isPassing } from '../api/problem'
import type { Heard, Link, Realtime, RealtimeParts } from './realtime'

const RESUBSCRIBE_MS = 1_000

const EVENTS = [
  'message:new',
  'message:update',
  'conversation:new',
  'conversation:update',
  'conversation:remove',
  'receipt:update',
  'presence:update',
  'sync',
]

/** As the library hands on what came over the socket. */
interface Frame {
  event: string
  channel?: string
  data?: unknown
  user_id?: string
}

/** The page's address, as far as a socket needs it. */
export interface Place {
  hostname: string
  port: string
  protocol: string
}

/** The server's socket by the official client. */
export class PusherRealtime implements Realtime {
  readonly #parts: RealtimeParts
  readonly #place: Place
  #pusher: Pusher | null = null
  #stopped = false
  readonly #waiting = new Map<string, () => void>()
  readonly #refused = new Set<string>()
  readonly #heard = new Map<string, Heard>()

  constructor(parts: RealtimeParts, place: Place) {
    this.#parts = parts
    this.#place = place
  }

  readonly start = async (onLink: (link: Link) => void): Promise<void> => {
    const connection = await this.#parts.connection()
    if (this.#stopped) {
      return
    }
    const tls = this.#place.protocol === 'https:'
    const port = Number(this.#place.port) || (tls ? 443 : 80)
    const pusher = new Pusher(connection.key, {
      cluster: '',
      wsHost: this.#place.hostname,
      wsPort: port,
      wssPort: port,
      wsPath: connection.path,
      forceTLS: tls,
      enabledTransports: ['ws', 'wss'],
      enableStats: false,
      activityTimeout: connection.activity_timeout * 1000,
      pongTimeout: 10_000,
      channelAuthorization: {
        transport: 'ajax',
        endpoint: connection.channel_auth,
        customHandler: ({ socketId, channelName }, done) => {
          this.#parts.sign(socketId, channelName).then(
            ({ auth, channel_data }) => done(null, { auth, ...(channel_data ? { channel_data } : {}) }),
            (error: unknown) => {
              if (!isPassing(error)) {
                this.#refused.add(channelName)
              }
              done(error instanceof Error ? error : new Error(String(error)), null)
            },
          )
        },
      },
    })
    this.#pusher = pusher
    pusher.connection.bind('state_change', ({ current }: { current: string }) => onLink(linkOf(current)))
    pusher.connection.bind('message', (frame: Frame) => this.#message(frame))
    this.#waiting.forEach((begin) => begin())
    this.#waiting.clear()
  }

  readonly subscribe = (name: string, heard: Heard, begun: () => void): void => {
    const begin = (): void => {
      const pusher = this.#pusher
      if (pusher === null) {
        return
      }
      this.#follow(pusher, pusher.subscribe(name), heard, begun)
    }
    if (this.#pusher === null) {
      this.#waiting.set(name, begin)
    } else {
      begin()
    }
  }

  #follow(pusher: Pusher, channel: Channel, heard: Heard, begun: () => void): void {
    channel.bind('pusher:subscription_succeeded', begun)
    // The server ends a subscription when what its holder may do has changed (then it says so here), and
    // asking for the signature may fail for a moment: begin anew, unless the answer was a plain no.
    channel.bind('pusher:subscription_error', () => {
      channel.subscribed = false
      channel.subscriptionPending = false
      setTimeout(() => {
        if (pusher.channel(channel.name) === channel && !channel.subscribed && !this.#refused.delete(channel.name)) {
          channel.subscribe()
        }
      }, RESUBSCRIBE_MS)
    })
    for (const event of EVENTS) {
      channel.bind(event, (data: unknown) => heard(event, data, null))
    }
    this.#heard.set(channel.name, heard)
  }

  /** Client events of private channels are taken here, as channels do not tell who sent them. */
  #message({ event, channel, data, user_id }: Frame): void {
    if (event.startsWith('client-') && channel !== undefined) {
      this.#heard.get(channel)?.(event, data, user_id ?? null)
    }
  }

  readonly unsubscribe = (name: string): void => {
    this.#waiting.delete(name)
    this.#heard.delete(name)
    this.#pusher?.channel(name)?.unbind_all()
    this.#pusher?.unsubscribe(name)
  }

  readonly trigger = (channel: string, event: string, data: object): void => {
    this.#pusher?.send_event(event, data, channel)
  }

  readonly nudge = (): void => {
    const pusher = this.#pusher
    if (pusher !== null && pusher.connection.state !== 'connected') {
      pusher.connect()
    }
  }

  readonly stop = (): void => {
    this.#stopped = true
    this.#pusher?.disconnect()
  }
}

const linkOf = (state: string): Link => {
  switch (state) {
    case 'connected':
      return 'online'
    case 'unavailable':
    case 'failed':
    case 'disconnected':
      return 'offline'
    default:
      return 'connecting'
  }
}
