export { createPresenceChannelName, createPrivateChannelName, createPublicChannelName } from '../names.ts'
export {
  getPusherChannel,
  getPusherChannels,
  getPusherChannelUsers,
  type PusherChannelAsk,
  type PusherChannelState,
} from './ask.ts'
export { type PusherAuthOptions, type PusherUser } from './auth.ts'
export { PusherServerError, type PusherServerErrorKind, type SendReport } from './error.ts'
export {
  createPusherAuthHandler,
  createPusherAuthListener,
  createPusherUserAuthHandler,
  createPusherUserAuthListener,
  type FetchHandler,
  type NodeHandler,
} from './handlers.ts'
export { type PusherRealtimeEvent, sendMultiplePusherRealtimeEvents, sendPusherRealtimeEvent } from './send.ts'
export { configurePusherServer, type PusherServerSettings } from './settings.ts'
export { type PusherUserEvent, sendPusherUserEvent, terminatePusherUserConnections } from './users.ts'
export {
  isGenuinePusherWebhook,
  type PusherAppKey,
  type PusherWebhook,
  type PusherWebhookEvent,
  type PusherWebhookRequest,
  readPusherWebhook,
} from './webhook.ts'
