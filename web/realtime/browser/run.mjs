// The helpers in a real browser, in a page of another origin than the server's. PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET and PUSHER_PORT say which server.
import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { createServer, request } from 'node:http'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build } from 'vite'

const { PUSHER_APP_ID: app, PUSHER_KEY: key, PUSHER_SECRET: secret, PUSHER_PORT: port } = process.env
const channel = `public-updates-${process.pid}`

const { output } = await build({
  configFile: false,
  logLevel: 'silent',
  define: { 'process.env.NODE_ENV': '"development"' },
  build: {
    write: false,
    minify: false,
    lib: { entry: fileURLToPath(new URL('page.tsx', import.meta.url)), formats: ['es'], fileName: 'page' },
  },
}).then((built) => (Array.isArray(built) ? built[0] : built))
const script = output[0].code

const site = createServer((asked, answer) => {
  const isScript = asked.url?.endsWith('.js')
  answer.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
  answer.end(isScript ? script : '<!doctype html><title>Updates</title><script type="module" src="/page.js"></script>')
})
await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve))

const hmac = (text) => createHmac('sha256', secret).update(text).digest('hex')

/** A signed call of the server's HTTP API. */
const call = (method, path, body, query) =>
  new Promise((resolve, reject) => {
    const words = [`auth_key=${key}`, `auth_timestamp=${Math.floor(Date.now() / 1000)}`, 'auth_version=1.0', ...query]
    if (body !== null) {
      words.push(`body_md5=${createHash('md5').update(body).digest('hex')}`)
    }
    const signature = hmac([method, path, words.sort().join('&')].join('\n'))
    const onward = request(
      {
        port,
        method,
        path: `${path}?${words.join('&')}&auth_signature=${signature}`,
        headers: { 'Content-Type': 'application/json' },
      },
      (answer) => {
        let text = ''
        answer.on('data', (more) => (text += more))
        answer.on('end', () => (answer.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(text))))
      },
    )
    onward.on('error', reject)
    onward.end(body ?? undefined)
  })

const publish = (text) => {
  const body = JSON.stringify({ name: 'app-updated', channels: [channel], data: JSON.stringify({ text }) })
  return call('POST', `/apps/${app}/events`, body, [])
}

const subscriptions = async () =>
  (await call('GET', `/apps/${app}/channels/${channel}`, null, ['info=subscription_count'])).subscription_count ?? 0

const until = async (holds, what) => {
  for (let i = 0; i < 200; i++) {
    if (await holds()) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  assert.fail(`in vain: ${what}`)
}

const browser = await chromium.launch({
  executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
})
try {
  const page = await browser.newPage()
  const faults = []
  page.on('pageerror', (error) => faults.push(String(error)))
  await page.goto(`http://127.0.0.1:${site.address().port}/?${new URLSearchParams({ key, port, channel })}`)
  const shows = (id, text) =>
    page.waitForFunction(([a, b]) => document.getElementById(a)?.textContent === b, [id, text])

  await page.evaluate(() => globalThis.show('first'))
  await page.evaluate(() => globalThis.show('second'))
  await Promise.all([shows('first', 'connected'), shows('second', 'connected')])
  assert.equal(await subscriptions(), 1, 'two components, one subscription')
  await publish('one')
  await Promise.all([shows('first', 'one'), shows('second', 'one')])

  await page.evaluate(() => globalThis.hide('first'))
  await publish('two')
  await shows('second', 'two')

  await page.evaluate(() => globalThis.churn(500))
  await publish('three')
  await shows('second', 'three')
  assert.equal(await subscriptions(), 1)

  await page.evaluate(() => globalThis.hide('second'))
  await page.evaluate(() => globalThis.churn(500))
  await until(async () => (await subscriptions()) === 0, 'no subscription on the server')
  assert.deepEqual(faults, [])
  console.log('ok realtime helpers')
} finally {
  await browser.close()
  site.close()
}
