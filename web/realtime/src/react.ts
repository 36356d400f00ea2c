export {
  usePusherRealtime,
  type UsePusherRealtimeOptions,
  type UsePusherRealtimeResult,
} from './use-pusher-realtime.ts'
