import { call } from './call.ts'
import { checkedEvent, checkedSize, checkedUser, textOf } from './check.ts'
import { logOrThrow } from './send.ts'

/** An event for all connections of one signed-in user. */
export interface PusherUserEvent {
  /** Legal in a channel's name. */
  userId: string
  /** 1 to 200 characters. */
  event: string
  /** Text goes out as it is, everything else as JSON; at most 10 KiB. */
  data: unknown
  /** Logs a failure instead of throwing it. Default: false. */
  silent?: boolean
}

/**
 * Sends an event to all connections of a signed-in user, if there are any.
 *
 * @throws {PusherServerError} unless it is silent
 */
export const sendPusherUserEvent = async ({ userId, event, data, silent = false }: PusherUserEvent): Promise<void> => {
  try {
    const body = {
      name: checkedEvent(event, 'event'),
      channel: `#server-to-user-${checkedUser(userId, 'userId')}`,
      data: checkedSize(textOf(data, 'data'), 'data'),
    }
    await call({ method: 'POST', path: '/events', body: JSON.stringify(body), isRepeatable: false })
  } catch (error) {
    logOrThrow(error, silent)
  }
}

/**
 * Ends all connections on which a user is signed in; none is fine too.
 *
 * @throws {PusherServerError}
 */
export const terminatePusherUserConnections = async (userId: string): Promise<void> => {
  const path = `/users/${checkedUser(userId, 'userId')}/terminate_connections`
  await call({ method: 'POST', path, body: '{}', isRepeatable: true })
}
