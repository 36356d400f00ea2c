export { type Api, apiOf, unwrap } from './api/client'
export { isPassing, isProblem, Problem } from './api/problem'
export type * from './api/types'
export { Messenger } from './engine/messenger'
export { LocalCopy } from './local/database'
export { PusherRealtime } from './realtime/pusher'
export type { Link, Realtime } from './realtime/realtime'
export { Session, type SessionState } from './session/session'
export { bySeq, type Log } from './state/log'
export type { Pending, Place, State } from './state/state'
export {
  inOrder,
  isMuted,
  personOf,
  placesOf,
  type Progress,
  progressOf,
  progressOfPending,
  totalUnread,
} from './state/views'
