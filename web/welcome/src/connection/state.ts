/** The states that pusher-js goes through. */
export type SocketState = 'initialized' | 'connecting' | 'connected' | 'unavailable' | 'failed' | 'disconnected'

/** What the page knows about its live connection. */
export interface Connection {
  readonly state: SocketState
  readonly socketId: string | null
  /** Whether the channel's subscription has been confirmed on this socket. */
  readonly subscribed: boolean
  /** Times the connection was lost and made again since the page was opened. */
  readonly reconnects: number
  readonly connectedAt: Date | null
  /** Wait until the next try, while there is one. */
  readonly retryInSeconds: number | null
  /** The last refusal or break; null while connected. */
  readonly problem: Problem | null
}

export interface Problem {
  /** Pusher's code (4001 and so on); null for a break of the socket itself. */
  readonly code: number | null
  readonly message: string
}

/** What the socket reports. */
export type Signal =
  | { readonly kind: 'state'; readonly state: SocketState; readonly socketId: string | null; readonly at: Date }
  | { readonly kind: 'subscribed' }
  | { readonly kind: 'retry'; readonly seconds: number }
  | { readonly kind: 'problem'; readonly problem: Problem }

export const START: Connection = {
  state: 'initialized',
  socketId: null,
  subscribed: false,
  reconnects: 0,
  connectedAt: null,
  retryInSeconds: null,
  problem: null,
}

export function advance(connection: Connection, signal: Signal): Connection {
  switch (signal.kind) {
    case 'state':
      return signal.state === 'connected' ? connected(connection, signal) : parted(connection, signal.state)
    case 'subscribed':
      return { ...connection, subscribed: true }
    case 'retry':
      return { ...connection, retryInSeconds: signal.seconds }
    case 'problem':
      return { ...connection, problem: signal.problem }
  }
}

function connected(connection: Connection, signal: Extract<Signal, { kind: 'state' }>): Connection {
  const again = connection.connectedAt !== null
  return {
    state: 'connected',
    socketId: signal.socketId,
    subscribed: false,
    reconnects: connection.reconnects + (again ? 1 : 0),
    connectedAt: signal.at,
    retryInSeconds: null,
    problem: null,
  }
}

function parted(connection: Connection, state: SocketState): Connection {
  return { ...connection, state, socketId: null, subscribed: false, retryInSeconds: null }
}

/** How a state looks: settled, in motion, or in need of a hand. */
export type Tone = 'ok' | 'wait' | 'bad'

export function toneOf(connection: Connection): Tone {
  switch (connection.state) {
    case 'connected':
      return 'ok'
    case 'initialized':
    case 'connecting':
      return 'wait'
    case 'unavailable':
    case 'failed':
    case 'disconnected':
      return 'bad'
  }
}

/** pusher-js tries again by itself except in these states. */
export function needsHand(connection: Connection): boolean {
  return connection.state === 'disconnected' || connection.state === 'unavailable'
}

/** Reads what pusher-js hands to `error` handlers: `{type, error: {data: {code, message}}}` in several depths. */
export function problemOf(error: unknown): Problem {
  for (let layer = error, depth = 0; typeof layer === 'object' && layer !== null && depth < 4; depth++) {
    const fields = layer as Record<string, unknown>
    const message = fields['message']
    if (typeof message === 'string' && message !== '') {
      const code = fields['code']
      return { code: typeof code === 'number' ? code : null, message }
    }
    layer = fields['data'] ?? fields['error']
  }
  return { code: null, message: '' }
}
