import type { Account, ToEngine } from '@parley/sync'
import { workerAddress } from '../lib/worker-address'
import address from './worker?sharedworker&url'

/** A port to an engine of this page's own, for browsers without shared workers. */
const ownPort = (): MessagePort => {
  const { port1, port2 } = new MessageChannel()
  void import('./host').then(({ startHost }) => startHost().connect(port2))
  return port1
}

interface Early {
  readonly worker: SharedWorker
  readonly accountId: string
}

let early: Early | null = null

const sharedWorker = (): SharedWorker => new SharedWorker(workerAddress(address), { type: 'module', name: 'parley' })

/** Says hello to the engine before there is a page; what it answers waits in the port. */
export const joinEarly = (account: Account): void => {
  if ('SharedWorker' in self) {
    early = { worker: sharedWorker(), accountId: account.id }
    const hello: ToEngine = { kind: 'hello', account }
    early.worker.port.postMessage(hello)
  }
}

/** Nobody is signed in after all: nothing of theirs may stay. */
export const leaveEarly = (): void => {
  const out: ToEngine = { kind: 'out' }
  early?.worker.port.postMessage(out)
  early?.worker.port.close()
  early = null
}

export interface EnginePort {
  readonly port: MessagePort
  /** Whether the engine has heard the hello of this account already. */
  readonly greeted: boolean
}

/**
 * A port to the engine that all pages share.
 *
 * @param onFailed the worker could not be started; another port is given
 */
export const enginePort = (accountId: string, onFailed: (other: MessagePort) => void): EnginePort => {
  if (!('SharedWorker' in self)) {
    return { port: ownPort(), greeted: false }
  }
  const greeted = early?.accountId === accountId
  const worker = greeted && early !== null ? early.worker : sharedWorker()
  early = null
  worker.onerror = () => onFailed(ownPort())
  return { port: worker.port, greeted }
}
