// The official server package, told by the environment.
import process from 'node:process'
import Pusher from 'pusher'

const { env } = process

export const pusher = new Pusher({
  appId: env.PUSHER_APP_ID,
  key: env.PUSHER_KEY,
  secret: env.PUSHER_SECRET,
  cluster: env.PUSHER_CLUSTER || 'mt1',
  useTLS: env.PUSHER_SCHEME !== 'http',
  ...(env.PUSHER_HOST ? { host: env.PUSHER_HOST, port: env.PUSHER_PORT } : {}),
})
