/**
 * Why an event was not sent: the input was illegal and nothing was sent, the server refused, there was no answer, or only
 * some of several events were sent.
 */
export type PusherServerErrorKind = 'illegal' | 'refused' | 'unreachable' | 'incomplete'

/** What became of several events, by their places in the list that was given, counted from 0. */
export interface SendReport {
  sent: number[]
  /** Of a request that got no answer: they may have been sent. */
  uncertain: number[]
  /** Those that were refused, and all behind the first failure. */
  unsent: number[]
}

interface Details {
  field?: string
  status?: number
  body?: string
  mayHaveArrived?: boolean
  report?: SendReport
  cause?: unknown
}

/** What every function of the server half throws. */
export class PusherServerError extends Error {
  readonly kind: PusherServerErrorKind
  /** Of `illegal`: which input, such as `events[3].channel` or `PUSHER_KEY`. */
  readonly field: string | null
  /** Of `refused`: the HTTP status. */
  readonly status: number | null
  /** Of `refused`: what the server said. */
  readonly body: string | null
  /** Of `unreachable`: whether the server may have done what it was asked. */
  readonly mayHaveArrived: boolean
  /** Of `incomplete`: which events were sent. */
  readonly report: SendReport | null

  constructor(kind: PusherServerErrorKind, message: string, details: Details = {}) {
    super(message, { cause: details.cause })
    this.name = 'PusherServerError'
    this.kind = kind
    this.field = details.field ?? null
    this.status = details.status ?? null
    this.body = details.body ?? null
    this.mayHaveArrived = details.mayHaveArrived ?? false
    this.report = details.report ?? null
  }
}

export const illegal = (field: string, expected: string): PusherServerError =>
  new PusherServerError('illegal', `${field}: ${expected}`, { field })
