/** Why events of a channel do not come. */
export class PusherRealtimeError extends Error {
  /** The channel, or null if it is the connection that failed. */
  readonly channel: string | null
  /** Of the answer that refused the subscription, or the code that the server gave; null where there was neither. */
  readonly status: number | null

  constructor(message: string, channel: string | null, status: number | null, cause: unknown) {
    super(message, { cause })
    this.name = 'PusherRealtimeError'
    this.channel = channel
    this.status = status
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

const textOf = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise

/** Of what a channel tells when it was refused. */
export const refusal = (channel: string, told: unknown): PusherRealtimeError =>
  new PusherRealtimeError(
    textOf(field(told, 'error'), `the subscription to ${channel} was refused`),
    channel,
    numberOf(field(told, 'status')),
    told,
  )

/** Of what a connection tells when something went wrong. */
export const failure = (told: unknown): PusherRealtimeError => {
  const data = field(told, 'data') ?? field(field(told, 'error'), 'data')
  return new PusherRealtimeError(
    textOf(field(data, 'message'), 'the connection failed'),
    null,
    numberOf(field(data, 'code')),
    told,
  )
}
