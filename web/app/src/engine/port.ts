import { workerAddress } from '../lib/worker-address'
import address from './worker?sharedworker&url'

/** A port to an engine of this page's own, for browsers without shared workers. */
const ownPort = (): MessagePort => {
  const { port1, port2 } = new MessageChannel()
  void import('./host').then(({ startHost }) => startHost().connect(port2))
  return port1
}

/**
 * A port to the engine that all pages share.
 *
 * @param onFailed the worker could not be started; another port is given
 */
export const enginePort = (onFailed: (other: MessagePort) => void): MessagePort => {
  if (!('SharedWorker' in self)) {
    return ownPort()
  }
  const worker = new SharedWorker(workerAddress(address), { type: 'module', name: 'parley' })
  worker.onerror = () => onFailed(ownPort())
  return worker.port
}
