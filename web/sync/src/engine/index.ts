// What does the work: meant for a worker, and heavy. Pages take '@parley/sync'.
export { Host } from '../shared/host'
export { makeMessenger } from './make'
