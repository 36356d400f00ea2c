export { configurePusherRealtime, disconnectPusherRealtime, type PusherRealtimeSettings } from './client.ts'
export { PusherRealtimeError } from './error.ts'
export { createPresenceChannelName, createPrivateChannelName, createPublicChannelName } from './names.ts'
export { type PusherRealtimeOptions, type PusherRealtimeSubscription, subscribePusherRealtime } from './subscribe.ts'
