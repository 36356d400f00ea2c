// Sends with the Node half of the helpers; the page hears with the hook.
import { fileURLToPath } from 'node:url'
import { createPrivateChannelName, createPusherAuthHandler, sendPusherRealtimeEvent } from '@parley/realtime/server'
import { build } from 'vite'
import { serve } from '../lib/site.mjs'

const { output } = await build({
  configFile: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  // linked from this repository, the helpers would bring a second React
  resolve: { dedupe: ['react', 'react-dom', 'pusher-js'] },
  build: {
    write: false,
    lib: { entry: fileURLToPath(new URL('page.jsx', import.meta.url)), formats: ['es'], fileName: 'page' },
    rollupOptions: { external: ['/settings.js'] },
  },
}).then((built) => (Array.isArray(built) ? built[0] : built))

const auth = createPusherAuthHandler({ user: (request) => ({ id: request.headers.get('x-user') }) })

await serve(
  import.meta.url,
  {
    '/pusher/auth': async (body, user) => {
      const answer = await auth(new Request('http://here', { method: 'POST', body, headers: { 'x-user': user } }))
      return [answer.status, await answer.json()]
    },
    '/notify': async (body, user) => {
      const { message } = JSON.parse(body)
      await sendPusherRealtimeEvent({
        channel: createPrivateChannelName(user),
        event: 'user-notification',
        data: { message },
      })
      return [200, {}]
    },
  },
  { '/page.js': ['text/javascript', () => output[0].code] },
)
