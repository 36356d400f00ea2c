import { call } from './call.ts'
import { checkedEvent, checkedName, checkedSize, textOf } from './check.ts'
import { illegal, PusherServerError, type SendReport } from './error.ts'
import { isEncrypted, sealed } from './seal.ts'

const MOST_ITEMS = 10
const MOST_EVENTS = 1_000

/** One event to be sent. */
export interface PusherRealtimeEvent {
  /** The channel's whole name. */
  channel: string
  /** 1 to 200 characters. */
  event: string
  /** Text goes out as it is, everything else as JSON; at most 10 KiB. */
  data: unknown
  /** Logs a failure instead of throwing it. Default: false. */
  silent?: boolean
  /** A connection that shall not get it. */
  socketId?: string
}

interface Item {
  name: string
  channel: string
  data: string
  socket_id?: string
}

const itemOf = async (given: PusherRealtimeEvent, prefix: string): Promise<Item> => {
  const channel = checkedName(given.channel, `${prefix}channel`)
  const name = checkedEvent(given.event, `${prefix}event`)
  if (given.socketId !== undefined && !/^\d{1,20}\.\d{1,20}$/.test(given.socketId)) {
    throw illegal(`${prefix}socketId`, 'two numbers with a dot between them, as the client got them')
  }
  const plain = textOf(given.data, `${prefix}data`)
  const data = isEncrypted(channel) ? await sealed(channel, plain, `${prefix}channel`) : plain
  checkedSize(data, `${prefix}data`)
  return { name, channel, data, ...(given.socketId === undefined ? {} : { socket_id: given.socketId }) }
}

const ship = (items: Item[]): Promise<string> =>
  items.length === 1
    ? call({ method: 'POST', path: '/events', body: JSON.stringify(items[0]), isRepeatable: false })
    : call({ method: 'POST', path: '/batch_events', body: JSON.stringify({ batch: items }), isRepeatable: false })

export const logOrThrow = (error: unknown, isSilent: boolean): void => {
  if (!isSilent || !(error instanceof PusherServerError)) {
    throw error
  }
  console.warn(`[pusher-realtime] not sent: ${error.message}`)
}

/**
 * Sends one event to all who hear its channel.
 *
 * @throws {PusherServerError} unless it is silent
 */
export const sendPusherRealtimeEvent = async (event: PusherRealtimeEvent): Promise<void> => {
  try {
    await ship([await itemOf(event, '')])
  } catch (error) {
    logOrThrow(error, event.silent ?? false)
  }
}

const places = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

const shipAll = async (items: Item[]): Promise<SendReport> => {
  for (let from = 0; from < items.length; from += MOST_ITEMS) {
    const to = Math.min(from + MOST_ITEMS, items.length)
    try {
      await ship(items.slice(from, to))
    } catch (error) {
      if (!(error instanceof PusherServerError)) {
        throw error
      }
      const known = error.mayHaveArrived ? to : from
      const report = {
        sent: places(0, from),
        uncertain: places(from, known),
        unsent: places(known, items.length),
      }
      const message = `${from} of ${items.length} events were sent: ${error.message}`
      throw new PusherServerError('incomplete', message, { report, cause: error })
    }
  }
  return { sent: places(0, items.length), uncertain: [], unsent: [] }
}

/**
 * Sends up to 1,000 events in their order, in as few requests as servers allow. All are checked before the first is
 * sent; if a request fails, those behind it are not sent. A failure is only logged if all are silent.
 *
 * @throws {PusherServerError} of kind `illegal`: nothing was sent; of kind `incomplete`: its report says which were sent
 */
export const sendMultiplePusherRealtimeEvents = async (events: readonly PusherRealtimeEvent[]): Promise<SendReport> => {
  try {
    if (events.length > MOST_EVENTS) {
      throw illegal('events', `at most ${MOST_EVENTS} a call`)
    }
    const items: Item[] = []
    for (const [i, event] of events.entries()) {
      items.push(await itemOf(event, `events[${i}].`))
    }
    return await shipAll(items)
  } catch (error) {
    logOrThrow(error, events.length > 0 && events.every(({ silent = false }) => silent))
    const { report } = error as PusherServerError
    return report ?? { sent: [], uncertain: [], unsent: places(0, events.length) }
  }
}
