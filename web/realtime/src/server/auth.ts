import { checkChannelName } from '../names.ts'
import { channelKey, isEncrypted } from './seal.ts'
import { settings } from './settings.ts'
import { hmac } from './sign.ts'

/** Who asks, as your application knows it from a session. */
export interface PusherUser {
  /** Legal in a channel's name. */
  id: string
  /** What others on presence channels may know. */
  info?: Record<string, unknown>
  /** Ids of up to 100 users whose coming and going this one hears of. */
  watchlist?: string[]
}

export interface PusherAuthOptions<R> {
  /** The user of a request, or null for a stranger. */
  user: (request: R) => PusherUser | null | Promise<PusherUser | null>
  /** Whether a user may join a channel. Default: `private-ID` with the own id, and no other. */
  mayJoin?: (user: PusherUser, channel: string, request: R) => boolean | Promise<boolean>
}

export interface AuthAnswer {
  status: number
  body: string
}

const MOST_ID = 128
const MOST_WATCHED = 100

const refused = (status: number, error: string): AuthAnswer => ({ status, body: JSON.stringify({ error }) })

const grant = (signed: string, more: Record<string, string>): AuthAnswer => {
  const { key, secret } = settings()
  return { status: 200, body: JSON.stringify({ auth: `${key}:${hmac(secret, signed)}`, ...more }) }
}

const socketOf = (form: URLSearchParams): string | null => {
  const socket = form.get('socket_id') ?? ''
  return /^\d{1,20}\.\d{1,20}$/.test(socket) ? socket : null
}

const isName = (text: string): boolean => {
  try {
    checkChannelName(text, 200)
    return true
  } catch {
    return false
  }
}

/** An id may not name a channel of another kind: "encrypted-payroll" shall not get the key of that channel. */
const isOwn = ({ id }: PusherUser, channel: string): boolean =>
  channel === `private-${id}` && !/^(encrypted|cache)-/.test(id)

/** Answers `/pusher/auth`: signs the subscription to a channel, if its user may join it. */
export const answerChannel = async <R>(
  options: PusherAuthOptions<R>,
  request: R,
  body: string,
): Promise<AuthAnswer> => {
  const user = await options.user(request)
  if (user === null) {
    return refused(401, 'sign in first')
  }
  const form = new URLSearchParams(body)
  const socket = socketOf(form)
  const channel = form.get('channel_name') ?? ''
  const isPresence = channel.startsWith('presence-')
  if (socket === null || !isName(channel) || !(isPresence || channel.startsWith('private-'))) {
    return refused(400, 'socket_id and the channel_name of a private or presence channel are needed')
  }
  if (!(await (options.mayJoin ?? isOwn)(user, channel, request))) {
    return refused(403, `you may not join ${channel}`)
  }
  if (isPresence) {
    if (user.id === '' || user.id.length > MOST_ID) {
      throw new TypeError(`a member's id has 1 to ${MOST_ID} characters`)
    }
    const member = JSON.stringify({ user_id: user.id, ...(user.info && { user_info: user.info }) })
    return grant(`${socket}:${channel}:${member}`, { channel_data: member })
  }
  const secret = isEncrypted(channel)
    ? { shared_secret: Buffer.from(channelKey(channel, 'channel_name')).toString('base64') }
    : {}
  return grant(`${socket}:${channel}`, { ...secret })
}

/** Answers `/pusher/user-auth`: signs a connection in as its user. */
export const answerUser = async <R>(options: PusherAuthOptions<R>, request: R, body: string): Promise<AuthAnswer> => {
  const user = await options.user(request)
  if (user === null) {
    return refused(401, 'sign in first')
  }
  const socket = socketOf(new URLSearchParams(body))
  if (socket === null) {
    return refused(400, 'socket_id is needed')
  }
  if (!isName(user.id) || (user.watchlist?.length ?? 0) > MOST_WATCHED) {
    throw new TypeError(
      `a user's id has to be legal in a channel's name, and a watchlist has up to ${MOST_WATCHED} ids`,
    )
  }
  const data = JSON.stringify({
    id: user.id,
    ...(user.info && { user_info: user.info }),
    ...(user.watchlist && { watchlist: user.watchlist }),
  })
  return grant(`${socket}::user::${data}`, { user_data: data })
}
