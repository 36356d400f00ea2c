export { type PusherConnectionState, usePusherConnectionState } from './use-pusher-connection-state.ts'
export {
  type PusherPresenceMember,
  usePusherPresence,
  type UsePusherPresenceOptions,
  type UsePusherPresenceResult,
} from './use-pusher-presence.ts'
export {
  usePusherRealtime,
  type UsePusherRealtimeOptions,
  type UsePusherRealtimeResult,
} from './use-pusher-realtime.ts'
