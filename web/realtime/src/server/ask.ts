import { call } from './call.ts'
import { checkedName } from './check.ts'
import { PusherServerError } from './error.ts'

/**
 * What can be asked for: `user_count` of presence channels; `subscription_count` of a channel asked about by itself, in
 * lists where the server knows it; `cache` of cache channels, one at a time.
 */
export type PusherChannelAsk = 'user_count' | 'subscription_count' | 'cache'

/** What a server tells of a channel; null is what it does not tell. */
export interface PusherChannelState {
  /** Whether anybody is subscribed to it. */
  isOccupied: boolean
  /** How many users. */
  userCount: number | null
  /** How many connections. */
  subscriptionCount: number | null
  /** The last event's data. */
  cached: string | null
}

type Told = Record<string, unknown>

const isTold = (value: unknown): value is Told => typeof value === 'object' && value !== null && !Array.isArray(value)

const ask = async (path: string, parameters: Record<string, string>): Promise<Told> => {
  const body = await call({ method: 'GET', path, parameters, isRepeatable: true })
  let told: unknown
  try {
    told = JSON.parse(body)
  } catch {
    told = null
  }
  if (!isTold(told)) {
    throw new PusherServerError('refused', 'the server answered 200, but no JSON object', { status: 200, body })
  }
  return told
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** Those in a list are occupied, or would not be there. */
const stateOf = (told: Told, isListed: boolean): PusherChannelState => {
  const { cache } = told
  const cached = isTold(cache) ? cache['data'] : null
  return {
    isOccupied: isListed || told['occupied'] === true,
    userCount: numberOf(told['user_count']),
    subscriptionCount: numberOf(told['subscription_count']),
    cached: typeof cached === 'string' ? cached : null,
  }
}

const infoOf = (asks: readonly PusherChannelAsk[]): Record<string, string> =>
  asks.length === 0 ? {} : { info: asks.join(',') }

/**
 * The occupied channels, by name.
 *
 * @param options.prefix how their names begin; without it all. User counts can only be asked for with `presence-`.
 * @throws {PusherServerError}
 */
export const getPusherChannels = async (
  options: { prefix?: string; ask?: readonly PusherChannelAsk[] } = {},
): Promise<Map<string, PusherChannelState>> => {
  const { prefix = '', ask: asks = [] } = options
  const { channels } = await ask('/channels', {
    ...(prefix === '' ? {} : { filter_by_prefix: prefix }),
    ...infoOf(asks),
  })
  const named = Object.entries(isTold(channels) ? channels : {})
  return new Map(named.map(([name, told]) => [name, stateOf(isTold(told) ? told : {}, true)]))
}

/**
 * One channel, occupied or not.
 *
 * @throws {PusherServerError}
 */
export const getPusherChannel = async (
  channel: string,
  ...asks: readonly PusherChannelAsk[]
): Promise<PusherChannelState> =>
  stateOf(await ask(`/channels/${checkedName(channel, 'channel')}`, infoOf(asks)), false)

/**
 * The ids of the users on a presence channel, each once.
 *
 * @throws {PusherServerError}
 */
export const getPusherChannelUsers = async (channel: string): Promise<string[]> => {
  const { users } = await ask(`/channels/${checkedName(channel, 'channel')}/users`, {})
  return (Array.isArray(users) ? users : [])
    .map((user: unknown) => (isTold(user) ? user['id'] : null))
    .filter((id) => typeof id === 'string')
}
