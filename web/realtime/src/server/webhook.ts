import { timingSafeEqual } from 'node:crypto'
import { illegal } from './error.ts'
import { settings } from './settings.ts'
import { hmac } from './sign.ts'

/** A key of an app, and its secret. */
export interface PusherAppKey {
  key: string
  secret: string
}

/** A webhook as it came. Read its body before anything parses it. */
export interface PusherWebhookRequest {
  /** The header `X-Pusher-Key`. */
  key: string | string[] | null | undefined
  /** The header `X-Pusher-Signature`. */
  signature: string | string[] | null | undefined
  body: string | Uint8Array
  /** Other keys that are valid too: while secrets are changed both the old and the new are. */
  or?: readonly PusherAppKey[]
}

/** One event of a webhook, such as `channel_occupied`, `member_added` or `client_event`. */
export interface PusherWebhookEvent {
  name: string
  /** Which channel it is about. */
  channel?: string
  /** Who came or went, or who sent a client event on a presence channel. */
  user_id?: string
  /** The name of a client event. */
  event?: string
  /** The data of a client event, as it was sent. */
  data?: string
  /** Which connection sent a client event. */
  socket_id?: string
  /** How many connections there are, in `subscription_count`. */
  subscription_count?: number
  [field: string]: unknown
}

/** A genuine webhook. */
export interface PusherWebhook {
  /** When its first attempt was made; the same in every repetition. */
  time: Date
  /** At least one, in their order. */
  events: PusherWebhookEvent[]
}

/** Whether a webhook was signed with the secret of a known key. Takes equally long for every signature. */
export const isGenuinePusherWebhook = ({ key, signature, body, or = [] }: PusherWebhookRequest): boolean => {
  if (typeof key !== 'string' || typeof signature !== 'string' || !/^[0-9a-f]{64}$/i.test(signature)) {
    return false
  }
  const given = Buffer.from(signature, 'hex')
  return [settings(), ...or]
    .map((known) => timingSafeEqual(Buffer.from(hmac(known.secret, body), 'hex'), given) && known.key === key)
    .includes(true)
}

const isEvent = (value: unknown): value is PusherWebhookEvent =>
  typeof value === 'object' && value !== null && typeof (value as { name?: unknown }).name === 'string'

/**
 * Reads a webhook after checking it.
 *
 * @throws {PusherServerError} of kind `illegal`: `X-Pusher-Signature` if it is forged, `body` if it is malformed
 */
export const readPusherWebhook = (request: PusherWebhookRequest): PusherWebhook => {
  if (!isGenuinePusherWebhook(request)) {
    throw illegal('X-Pusher-Signature', 'is not of this app')
  }
  let told: { time_ms?: unknown; events?: unknown } | null
  try {
    told = JSON.parse(Buffer.from(request.body).toString('utf8')) as typeof told
  } catch {
    throw illegal('body', 'JSON')
  }
  const { time_ms: time, events } = told ?? {}
  if (typeof time !== 'number' || !Array.isArray(events) || !events.every(isEvent)) {
    throw illegal('body', 'a time and events')
  }
  return { time: new Date(time), events }
}
