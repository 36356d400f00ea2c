import type { FieldProblem, Problem } from '../api/problem'
import type { Account } from '../api/types'
import type { Messenger } from '../engine/messenger'
import type { Access } from '../session/access'
import type { State } from '../state/state'
import type { Patch } from './difference'

/** What a page tells the engine, and waits for nothing. */
export const ORDERS = [
  'adopt',
  'changedMe',
  'closeConversation',
  'discard',
  'met',
  'read',
  'retry',
  'showPresence',
  'typing',
  'wake',
  'want',
] as const satisfies readonly (keyof Messenger)[]

/** What a page asks of the engine; it is told when it is done, or why it failed. */
export const QUESTIONS = [
  'deleteForMe',
  'deleteMessages',
  'edit',
  'flush',
  'loadBefore',
  'mute',
  'openConversation',
  'picked',
  'pin',
  'reach',
  'react',
  'recall',
  'refresh',
  'saveDraft',
  'send',
  'sendFile',
  'setLevel',
] as const satisfies readonly (keyof Messenger)[]

export type Order = (typeof ORDERS)[number]
export type Question = (typeof QUESTIONS)[number]

/** Those that concern one page alone; the engine hears as their last argument of which. */
export const OF_ONE_PAGE: ReadonlySet<Order | Question> = new Set([
  'closeConversation',
  'openConversation',
  'showPresence',
])

/** A {@link Problem} on its way through a port, which would strip it of its class. */
export interface PlainProblem {
  status: number
  code: string
  detail: string
  fields: readonly FieldProblem[]
  retryAfterMs: number | null
}

export const plainOf = ({ status, code, message, fields, retryAfterMs }: Problem): PlainProblem => ({
  status,
  code,
  detail: message,
  fields,
  retryAfterMs,
})

/** From a page to the engine. Nothing counts before `hello`, which also begins anew. */
export type ToEngine =
  | { kind: 'hello'; account: Account }
  | { kind: 'tell'; name: Order; given: readonly unknown[] }
  | { kind: 'ask'; id: number; name: Question; given: readonly unknown[] }
  /** The answer to `need-access`; null where the page cannot get a token now. */
  | { kind: 'access'; access: Access | null }
  /** The page goes away, or is put aside. */
  | { kind: 'bye' }
  /** The session has ended: nothing of it may stay on this device. */
  | { kind: 'out' }

/** From the engine to a page: the whole state after `hello`, then what changed of it. */
export type ToPage =
  | { kind: 'state'; state: State }
  | { kind: 'patch'; patch: Patch }
  | { kind: 'done'; id: number; value: unknown }
  | { kind: 'failed'; id: number; problem: PlainProblem | null }
  /** Only pages see the cookie that a token is had by. `refused` is a token that the server no longer takes. */
  | { kind: 'need-access'; refused: string | null }
