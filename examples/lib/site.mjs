// A page and a few routes, as small as they can be.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import process from 'node:process'

const { env } = process

/** What pages need to know to connect; the secret stays here. */
const forPages = () => {
  const isSecure = env.PUSHER_SCHEME !== 'http'
  const port = Number(env.PUSHER_PORT || (isSecure ? 443 : 80))
  const own = env.PUSHER_HOST
    ? { wsHost: env.PUSHER_HOST, wsPort: port, wssPort: port, forceTLS: isSecure, enabledTransports: ['ws', 'wss'] }
    : {}
  return { key: env.PUSHER_KEY, options: { cluster: env.PUSHER_CLUSTER || 'mt1', ...own } }
}

const read = async (request) => {
  let text = ''
  for await (const part of request) {
    text += part
    if (text.length > 10_000) {
      throw new Error('too much')
    }
  }
  return text
}

const PUSHER_JS = new URL('../node_modules/pusher-js/dist/web/pusher.min.js', import.meta.url)

/**
 * Serves `index.html` beside the given module, pusher-js, the settings, and the routes. A route takes the body of a POST
 * and the user in the page's address, and returns [status, object].
 */
export const serve = async (folder, routes = {}, files = {}) => {
  const all = {
    '/': ['text/html', () => readFile(new URL('index.html', folder))],
    '/pusher.js': ['text/javascript', () => readFile(PUSHER_JS)],
    '/settings.js': ['text/javascript', () => `export default ${JSON.stringify(forPages())}`],
    ...files,
  }
  const answer = async (request, response) => {
    const url = new URL(request.url, 'http://here')
    const route = routes[url.pathname]
    if (route && request.method === 'POST') {
      const [status, body] = await route(await read(request), url.searchParams.get('user') ?? 'nobody')
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
      return
    }
    const [type, content] = all[url.pathname] ?? []
    if (type === undefined) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(await content())
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(error)
      response.writeHead(500).end()
    })
  })
  await new Promise((resolve) => server.listen(Number(env.PORT ?? 3000), '127.0.0.1', resolve))
  console.log(`http://127.0.0.1:${server.address().port}/?user=ada`)
}
