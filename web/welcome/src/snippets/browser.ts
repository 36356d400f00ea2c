import type { SnippetMaker, Target } from './snippet'

/** The options that point pusher-js, and whatever is built on it, at a server of one's own. */
export function clientOptions(target: Target, indent: string): string {
  const lines = [
    `cluster: '${target.cluster}',`,
    `wsHost: '${target.host}',`,
    `wsPort: ${target.port},`,
    `wssPort: ${target.port},`,
    ...(target.pathPrefix === '' ? [] : [`wsPath: '${target.pathPrefix}',`]),
    `forceTLS: ${target.tls},`,
    `enabledTransports: ['ws', 'wss'],`,
  ]
  return lines.map((line) => indent + line).join('\n')
}

export const browser: SnippetMaker = (target, words) => ({
  id: 'browser',
  label: 'pusher-js',
  secret: false,
  notes: [],
  blocks: [
    { caption: words.snippets.install, language: 'sh', code: 'npm install pusher-js' },
    {
      caption: words.snippets.receive,
      language: 'js',
      code: `import Pusher from 'pusher-js'

const pusher = new Pusher('${target.key}', {
${clientOptions(target, '  ')}
})

pusher.subscribe('${target.channel}').bind('${target.event}', ({ text }) => {
  console.log(text)
})`,
    },
  ],
})

export const echo: SnippetMaker = (target, words) => ({
  id: 'echo',
  label: 'Laravel Echo',
  secret: true,
  notes: [words.snippets.echoNote, words.snippets.reverbNote],
  blocks: [
    {
      caption: words.snippets.receive,
      language: 'js',
      code: `import Echo from 'laravel-echo'
import Pusher from 'pusher-js'

window.Pusher = Pusher

const echo = new Echo({
  broadcaster: 'pusher',
  key: '${target.key}',
${clientOptions(target, '  ')}
})

echo.channel('${target.channel}').listen('.${target.event}', ({ text }) => {
  console.log(text)
})`,
    },
    {
      caption: words.snippets.environment,
      language: 'env',
      code: `BROADCAST_CONNECTION=pusher
PUSHER_APP_ID=${target.appId}
PUSHER_APP_KEY=${target.key}
PUSHER_APP_SECRET=YOUR_SECRET
PUSHER_APP_CLUSTER=${target.cluster}
PUSHER_HOST=${target.host}
PUSHER_PORT=${target.port}
PUSHER_SCHEME=${target.tls ? 'https' : 'http'}`,
    },
  ],
})
