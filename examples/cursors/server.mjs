// Signs the subscription, and is not asked again: the pages talk to each other.
import { pusher } from '../lib/pusher.mjs'
import { serve } from '../lib/site.mjs'

const BOARD = 'presence-cursors'

await serve(import.meta.url, {
  '/pusher/auth': (body, user) => {
    const form = new URLSearchParams(body)
    if (form.get('channel_name') !== BOARD) {
      return [403, { error: 'there is one board' }]
    }
    return [200, pusher.authorizeChannel(form.get('socket_id'), BOARD, { user_id: user })]
  },
})
