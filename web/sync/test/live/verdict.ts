import { expect } from 'vitest'
import type { Conversation, Message } from '../../src/api/types'
import { inOrder } from '../../src/state/views'
import type { Device } from './device'
import { listOf, logOf } from './house'
import { type Caller, Refused } from './server'

/** What a row promises: not how far the log and other devices are, nor when anything last changed. */
const promised = ({ me, ...row }: Conversation): object => ({
  ...row,
  last_rev: 0,
  updated_at: '',
  peer: row.peer?.id ?? null,
  me: { ...me, delivered_seq: 0 },
})

/** Whether a message may be seen does not change its number, so a log is compared from where it begins. */
const logs = async (device: Device): Promise<[shown: object, real: object]> => {
  const shown = new Map<string, readonly Message[]>()
  const real = new Map<string, readonly Message[]>()
  for (const row of inOrder(device.state.conversations)) {
    const log = device.state.logs.get(row.id)
    if (log !== undefined) {
      const from = log.hasBefore ? (log.messages[0]?.seq ?? 0) : 0
      shown.set(row.id, log.messages)
      real.set(row.id, await logOf(device.caller, row.id, from))
    }
  }
  return [shown, real]
}

/** Fails if a device shows anything else than what the server has. */
export const sameAsServer = async (device: Device): Promise<void> => {
  const real = await listOf(device.caller)
  expect(inOrder(device.state.conversations).map(promised), `list of ${device.about}`).toEqual(real.map(promised))
  const [shown, whole] = await logs(device)
  expect(shown, `logs of ${device.about}`).toEqual(whole)
}

const seen = async (who: Caller, id: string): Promise<Message[] | null> => {
  try {
    return await logOf(who, id, 0)
  } catch (error) {
    if (error instanceof Refused) {
      return null
    }
    throw error
  }
}

/** Every message that was written is there once, in the order of writing, or is shown as failed. */
export const sentOnce = async (devices: readonly Device[], eyes: readonly Caller[]): Promise<void> => {
  for (const device of devices) {
    const me = device.caller.account.id
    for (const id of new Set(device.written.map((one) => one.conversationId))) {
      const views = (await Promise.all(eyes.map((one) => seen(one, id)))).filter((one) => one !== null)
      const widest = views.sort((a, b) => b.length - a.length)[0]
      if (widest === undefined) {
        continue // dissolved
      }
      const names = widest.filter((one) => one.sender_id === me).map((one) => one.client_msg_id)
      const failed = new Set(device.waiting.filter((one) => one.failed !== null).map((one) => one.clientMsgId))
      const written = device.written.filter((one) => one.conversationId === id).map((one) => one.clientMsgId)
      const expected = written.filter((one) => !failed.has(one) || names.includes(one))
      expect(names.filter((one) => written.includes(one))).toEqual(expected)
    }
  }
}
