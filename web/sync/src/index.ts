export { type Api, apiOf, unwrap } from './api/client'
export { isPassing, isProblem, Problem } from './api/problem'
export type * from './api/types'
export { eraseCopies } from './local/erase'
export { type Glance, glance } from './local/glance'
export { randomId } from './random-id'
export type { Link } from './realtime/realtime'
export { Session, type SessionState } from './session/session'
export { knownAccount } from './session/known'
export { type SharedMessenger, sharedMessenger } from './shared/page'
export type { ToEngine } from './shared/protocol'
export { bySeq, type Log } from './state/log'
export type { Pending, PendingFile, Picked, Place, State } from './state/state'
export {
  inOrder,
  isMuted,
  type Level,
  levelOf,
  personOf,
  placesOf,
  type Progress,
  progressOf,
  progressOfPending,
  totalUnread,
} from './state/views'
