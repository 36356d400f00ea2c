// The script in pages of another origin, in real tabs. PUSHER_KEY and PUSHER_PORT say which server.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import process from 'node:process'
import { chromium } from 'playwright-core'

const { PUSHER_KEY: key, PUSHER_PORT: port } = process.env
const tag = (room) =>
  `<script async src="http://127.0.0.1:${port}/headcount.js?key=${key}" data-room="${room}"></script>`

const article = `<!doctype html><html lang="en"><title>Article</title>
<p>Site <b data-headcount="site"></b>, here <b data-headcount="page"></b> <span data-headcount="progress"></span></p>
<article style="height:8000px">Words</article>${tag('article-42')}</html>`
const plain = `<!doctype html><html lang="zh-CN"><title>Plain</title><body>${tag('plain')}</body></html>`

const site = createServer((asked, answer) => {
  answer.setHeader('Content-Type', 'text/html; charset=utf-8')
  // as strict as a site can be, but for the server that counts
  const here = `127.0.0.1:${port}`
  answer.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; script-src http://${here}; style-src-attr 'unsafe-inline'; connect-src ws://${here}`,
  )
  answer.end(asked.url === '/plain' ? plain : article)
})
await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve))
const home = `http://127.0.0.1:${site.address().port}`

const options = {
  executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
}
const faults = []
const open = async (context, path) => {
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await page.goto(home + path)
  return page
}
const shows = (page, what, text) =>
  page.waitForFunction(([a, b]) => document.querySelector(`[data-headcount="${a}"]`)?.textContent === b, [what, text])
const readers = (page, list) =>
  page.waitForFunction(
    (expected) =>
      document.querySelector('[data-headcount="progress"]')?.getAttribute('aria-label') ===
      `Readers by tenth of the page: ${expected}`,
    list,
  )

const browser = await chromium.launch(options)
const doomed = await chromium.launchServer(options)
try {
  const ann = await browser.newContext()
  const ben = await browser.newContext()
  const first = await open(ann, '/')
  await shows(first, 'site', '1')
  await Promise.all([open(ann, '/'), open(ann, '/')])
  const other = await open(ben, '/')
  await Promise.all([first, other].flatMap((page) => [shows(page, 'site', '2'), shows(page, 'page', '2')]))

  await readers(first, '2, 0, 0, 0, 0, 0, 0, 0, 0, 0')
  await other.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await readers(first, '1, 0, 0, 0, 0, 0, 0, 0, 0, 1')

  const elsewhere = await open(ben, '/plain')
  await elsewhere.waitForFunction(() =>
    document.querySelector('parley-headcount')?.shadowRoot?.textContent.includes('2 人在线'),
  )
  await shows(first, 'site', '2')
  await other.close()
  await shows(first, 'page', '1')
  await shows(first, 'site', '2')

  const remote = await chromium.connect(doomed.wsEndpoint())
  await open(await remote.newContext(), '/')
  await shows(first, 'site', '3')
  doomed.process().kill('SIGKILL')
  await shows(first, 'site', '2')

  await elsewhere.goto('about:blank')
  await shows(first, 'site', '1')
  assert.equal((await ann.cookies()).length, 0)
  assert.deepEqual(faults, [])
  console.log('ok head-count')
} finally {
  await browser.close()
  await doomed.kill()
  site.close()
}
