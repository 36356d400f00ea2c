import { type Account, type Glance, glance, type ToEngine } from '@parley/sync'
import { workerAddress } from '../lib/worker-address'
import address from './worker?sharedworker&url'

/** A port to an engine of this page's own, for browsers without shared workers. */
const ownPort = (): MessagePort => {
  const { port1, port2 } = new MessageChannel()
  void import('./host').then(({ startHost }) => startHost().connect(port2))
  return port1
}

interface Early {
  worker: SharedWorker | null
  readonly list: Promise<Glance | null>
  readonly accountId: string
}

let early: Early | null = null

const sharedWorker = (): SharedWorker => new SharedWorker(workerAddress(address), { type: 'module', name: 'parley' })

/**
 * Looks for the copy on this device. Where there is one, says hello to the engine before there is a page; what it answers
 * waits in the port. Where there is none, this is a first visit: the page has the line to itself, and the engine comes
 * behind it.
 *
 * @param ask where else the list can be had
 */
export const joinEarly = (account: Account, ask: () => Promise<Glance | null>): void => {
  if (!('SharedWorker' in self)) {
    return
  }
  const copy = glance(account.id)
  const begun: Early = { worker: null, list: copy.then((seen) => seen ?? ask()), accountId: account.id }
  early = begun
  void copy.then((seen) => {
    if (seen !== null && early === begun) {
      begun.worker = sharedWorker()
      const hello: ToEngine = { kind: 'hello', account }
      begun.worker.port.postMessage(hello)
    }
  })
}

/** Nobody is signed in after all: nothing of theirs may stay. */
export const leaveEarly = (): void => {
  const out: ToEngine = { kind: 'out' }
  early?.worker?.port.postMessage(out)
  early?.worker?.port.close()
  early = null
}

export interface EnginePort {
  readonly port: MessagePort
  /** Whether the engine has heard the hello of this account already. */
  readonly greeted: boolean
  /** The list as the copy on this device or the server has it, where it was looked at already. */
  readonly list: Promise<Glance | null>
}

/**
 * A port to the engine that all pages share.
 *
 * @param onFailed the worker could not be started; another port is given
 */
export const enginePort = (accountId: string, onFailed: (other: MessagePort) => void): EnginePort => {
  if (!('SharedWorker' in self)) {
    return { port: ownPort(), greeted: false, list: glance(accountId) }
  }
  const begun = early?.accountId === accountId ? early : null
  const worker = begun?.worker ?? sharedWorker()
  early = null
  worker.onerror = () => onFailed(ownPort())
  const greeted = begun?.worker != null
  return { port: worker.port, greeted, list: begun?.list ?? Promise.resolve(null) }
}
