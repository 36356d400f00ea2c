// Starts every example against the server that the environment names, and uses it as people would.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import PusherJs from 'pusher-js'

const here = fileURLToPath(new URL('..', import.meta.url))
const started = []

/** Starts a program and waits for the address that it prints. */
const start = async (command, words, more = {}) => {
  const program = spawn(command, words, {
    cwd: here,
    env: { ...process.env, PORT: '0', ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(program)
  for await (const line of createInterface({ input: program.stdout })) {
    return new URL(line).origin
  }
  return assert.fail(`${words.join(' ')} ended`)
}

const example = (name, more) => start('node', [`${name}/server.mjs`], more)

const browser = await chromium.launch({
  executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
})
const faults = []

const open = async (origin, user) => {
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => faults.push(String(error)))
  await page.goto(`${origin}/?user=${user}`)
  return page
}

const shows = (page, place, text) =>
  page.waitForFunction(([a, b]) => document.querySelector(a)?.textContent === b, [place, text])

const scenarios = {
  chat: async () => {
    const origin = await example('chat')
    const [ada, lin] = await Promise.all(['ada', 'lin'].map((user) => open(origin, user)))
    await Promise.all([ada, lin].map((page) => shows(page, '#here', 'ada, lin')))
    await ada.fill('input', 'Hello, "Lin" 😀')
    await ada.press('input', 'Enter')
    await Promise.all([ada, lin].map((page) => shows(page, 'li', 'ada: Hello, "Lin" 😀')))
    await lin.close()
    await shows(ada, '#here', 'ada')
  },
  hook: async () => {
    const page = await open(await example('hook'), 'ada')
    await shows(page, '#own', 'Nothing new')
    await shows(page, '#other', 'Not allowed; try again')
    await page.click('#send')
    await shows(page, '#own', 'Your library is new')
  },
  cursors: async () => {
    const origin = await example('cursors')
    const [ada, lin] = await Promise.all(['ada', 'lin'].map((user) => open(origin, user)))
    await Promise.all([ada, lin].map((page) => shows(page, '#state', 'connected')))
    await ada.mouse.move(100, 100)
    await ada.mouse.move(320, 180)
    await shows(lin, 'b', '➤ ada')
    await lin.waitForFunction(() => document.querySelector('b').style.left === '25%')
    assert.equal(await ada.locator('b').count(), 0)
    await ada.close()
    await lin.waitForFunction(() => document.querySelector('b') === null)
  },
  map: async () => {
    // it moves once and then not for an hour: what the page shows was remembered
    const page = await open(await example('map', { EVERY_SECONDS: '3600' }), 'ada')
    await page.waitForFunction(() => document.querySelectorAll('circle[cx]').length === 3)
  },
  article: async () => {
    const origin = await example('article')
    const [ada, lin] = await Promise.all(['ada', 'lin'].map((user) => open(origin, user)))
    await Promise.all(
      [ada, lin].flatMap((page) => ['page', 'site'].map((what) => shows(page, `[data-headcount=${what}]`, '2'))),
    )
    await lin.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await shows(ada, 'output', '(1 to the end)')
    const bars = ada.getByRole('img', { name: 'Readers by tenth of the page' })
    assert.match(await bars.getAttribute('aria-label'), /: .*, 1$/)
    await lin.close()
    await shows(ada, '[data-headcount=page]', '1')
    await shows(ada, 'output', '(0 to the end)')
  },
  java: async () => {
    const origin = await start(process.env.JAVA ?? 'java', ['-cp', process.env.CLIENT_PATH, 'java/Notices.java'])
    const refusal = await fetch(`${origin}/pusher/auth?user=ada`, {
      method: 'POST',
      body: 'socket_id=1.2&channel_name=private-lin',
    })
    assert.equal(refusal.status, 403)
    const pusher = new PusherJs(process.env.PUSHER_KEY, {
      cluster: 'any',
      wsHost: process.env.PUSHER_HOST,
      wsPort: Number(process.env.PUSHER_PORT),
      forceTLS: false,
      enabledTransports: ['ws'],
      channelAuthorization: { endpoint: `${origin}/pusher/auth?user=ada` },
    })
    try {
      const own = pusher.subscribe('private-ada')
      const heard = new Promise((resolve) => own.bind('user-notification', resolve))
      await new Promise((resolve, reject) => {
        own.bind('pusher:subscription_succeeded', resolve)
        own.bind('pusher:subscription_error', reject)
      })
      assert.equal(await (await fetch(`${origin}/notify?user=ada`)).text(), 'sent to private-ada\n')
      assert.deepEqual(await heard, { message: 'Hello, ada' })
      assert.equal((await fetch(`${origin}/notify?user=a%20b`)).status, 400)
    } finally {
      pusher.disconnect()
    }
  },
}

try {
  // side by side: each mostly waits
  await Promise.all(
    Object.entries(scenarios).map(async ([name, play]) => {
      await play()
      console.log(`ok ${name}`)
    }),
  )
  assert.deepEqual(faults, [])
} finally {
  started.forEach((program) => program.kill())
  await browser.close()
}
