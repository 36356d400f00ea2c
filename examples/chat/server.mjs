// Who is here by a presence channel, what is said by the back end, so that it can look at it first.
import { pusher } from '../lib/pusher.mjs'
import { serve } from '../lib/site.mjs'

const ROOM = 'presence-chat'

await serve(import.meta.url, {
  '/pusher/auth': (body, user) => {
    const form = new URLSearchParams(body)
    if (form.get('channel_name') !== ROOM) {
      return [403, { error: 'there is one room' }]
    }
    return [200, pusher.authorizeChannel(form.get('socket_id'), ROOM, { user_id: user, user_info: { name: user } })]
  },
  '/say': async (body, user) => {
    const text = JSON.parse(body).text.trim().slice(0, 1000)
    if (text !== '') {
      await pusher.trigger(ROOM, 'said', { user, text })
    }
    return [200, {}]
  },
})
