// Draws every main view into docs/screenshots: starts a server with made up people, unless PARLEY_URL names one, and
// looks at it in a browser.
// Arguments, if any, are the beginnings of the names of those that are wanted.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { chromium } from 'playwright-core'
import { choose } from './api.mjs'
import { EVENING, landscape, MORNING, NOON } from './drawn.mjs'
import { message, row } from './stage.mjs'

const ROOT = resolve(import.meta.dirname, '..', '..', '..')
const TARGET = join(ROOT, 'docs', 'screenshots')
const QUALITY = 78
const SIZES = { phone: [360, 740], tablet: [768, 1024], desktop: [1280, 800] }
const LANGUAGES = { en: 'en', zh: 'zh-CN' }
const WORDS = {
  en: { forward: 'Forward', seen: 'Seen by', boat: 'boat' },
  zh: { forward: '转发', seen: '谁看过', boat: '船' },
}

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })

const serve = async () => {
  const data = await mkdtemp(join(tmpdir(), 'parley-pictures-'))
  const port = await freePort()
  const child = spawn(join(ROOT, 'parley'), ['serve', '--demo', '--data', data, '--port', String(port)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  while (
    !(await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) {
      throw new Error('the server did not start')
    }
    await new Promise((later) => setTimeout(later, 300))
  }
  const stop = async () => {
    child.kill('SIGTERM')
    await new Promise((done) => child.once('exit', done))
    await rm(data, { recursive: true, force: true })
  }
  return { url, stop }
}

/** Every picture on the page is there. */
const settled = (page) =>
  page.waitForFunction(() => [...document.images].every((one) => one.complete && one.naturalWidth > 0))

const PASSWORD = 'parley-demo'

/** Gives the made up people faces, and lets them send pictures, unless they have. */
const illustrate = async (url, page) => {
  const call = async (token, method, path, body, type = 'application/json') => {
    const headers = { 'Content-Type': type, ...(token === '' ? {} : { Authorization: `Bearer ${token}` }) }
    const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) })
    if (!answer.ok) {
      throw new Error(`${method} ${path} ${answer.status} ${await answer.text()}`)
    }
    return answer.json()
  }
  const signedIn = async (identifier) =>
    call('', 'POST', '/api/auth/login', JSON.stringify({ identifier, password: PASSWORD }))
  const [ada, lin] = [await signedIn('ada@example.com'), await signedIn('lin@example.com')]
  if (lin.user.avatar_id) {
    return
  }
  const upload = async ({ access_token: token }, name, bytes) =>
    (await call(token, 'POST', `/api/media?name=${encodeURIComponent(name)}`, bytes, 'application/octet-stream')).id
  const face = await upload(lin, 'face.jpg', await landscape(page, { ...MORNING, width: 640, height: 640 }))
  const background = await upload(lin, 'back.jpg', await landscape(page, { ...EVENING, width: 1600, height: 600 }))
  const profile = { avatar_id: face, background_id: background }
  await call(lin.access_token, 'PATCH', '/api/me', JSON.stringify(profile))
  const { conversation } = await call(ada.access_token, 'GET', '/api/conversations').then(({ conversations }) => ({
    conversation: conversations.find((one) => one.peer?.username === 'lin'),
  }))
  const say = (who, text, kind, fileId) =>
    call(
      who.access_token,
      'POST',
      `/api/conversations/${conversation.id}/messages`,
      JSON.stringify({ client_msg_id: crypto.randomUUID(), text, kind, file_id: fileId }),
    )
  await say(lin, '岛上的傍晚，终于发给你了。', 'image', await upload(lin, '岛上.jpg', await landscape(page, EVENING)))
  await say(
    ada,
    'So beautiful! Here is the way we came.',
    'image',
    await upload(ada, 'river.jpg', await landscape(page, NOON)),
  )
  await say(
    ada,
    '',
    'file',
    await upload(ada, 'Upper river – permit and map.pdf', Buffer.from('%PDF-1.4\n% a permit\n')),
  )
}

/** Each view brings the page from the list to what is to be seen. */
const VIEWS = {
  list: async () => undefined,
  chat: async ({ page }) => {
    await row(page, 'River club').click()
    await page.locator('article').last().waitFor()
  },
  search: async ({ page, words }) => {
    await page.locator('#search-box').fill(words.boat)
    await page.getByRole('option').first().waitFor()
  },
  forward: async ({ page, words }) => {
    await VIEWS.chat({ page })
    await choose(page, message(page, '').last(), words.forward)
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor({ state: 'attached' })
  },
  details: async ({ page, size }) => {
    await VIEWS.chat({ page })
    if (size !== 'desktop') {
      await page.locator('main header button').last().click()
    }
    await page.locator('aside li').nth(2).waitFor()
  },
  media: async ({ page }) => {
    await page
      .locator('[data-row]', { has: page.locator('bdi', { hasText: /^Lin/ }) })
      .first()
      .click()
    await page.locator('[data-picture] img[srcset]').last().waitFor()
    await settled(page)
  },
  lightbox: async ({ page }) => {
    await VIEWS.media({ page })
    await page.locator('[data-picture] button').last().click()
    await page.locator('[data-large] img').last().waitFor()
    await settled(page)
  },
  sheet: async ({ page, files }) => {
    await row(page, 'River club').click()
    await page.locator('[data-attach]').setInputFiles(files)
    await page.getByRole('dialog').locator('li').nth(2).waitFor()
  },
  people: async ({ page, url }) => {
    await page.goto(`${url}/people`)
    await page.locator('main').getByText('@bob').or(page.locator('main p')).first().waitFor()
  },
  settings: async ({ page, url }) => {
    await page.goto(`${url}/settings`)
    await page.locator('main li').first().waitFor()
  },
  ways: async ({ page, url }) => {
    await page.goto(`${url}/settings`)
    await page.locator('main input[autocomplete=new-password]').first().waitFor()
    await page
      .locator('main section')
      .nth(4)
      .evaluate((one) => one.scrollIntoView())
  },
  crop: async ({ page, url, files }) => {
    await page.goto(`${url}/settings`)
    await page.locator('[data-picture-for=person]').setInputFiles([files[0]])
    await page.getByRole('dialog').getByRole('slider').waitFor()
  },
  keys: async ({ page }) => {
    await page.keyboard.press('Control+/')
    await page.getByRole('dialog').waitFor()
  },
}

// a server that runs already has to have them too
const given = process.env.PARLEY_URL
const { url, stop } = given ? { url: given, stop: async () => undefined } : await serve()
const browser = await chromium.launch({
  executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--hide-scrollbars'],
})

const draw = async (page, name) => {
  const client = await page.context().newCDPSession(page)
  await page.mouse.move(0, 0)
  await page.waitForTimeout(350) // what enters has come to rest, of which the page tells nothing
  const { data } = await client.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
  await writeFile(join(TARGET, `${name}.webp`), Buffer.from(data, 'base64'))
  await client.detach()
}

try {
  await mkdir(TARGET, { recursive: true })
  const wanted = process.argv.slice(2)
  const isWanted = (name) => wanted.length === 0 || wanted.some((one) => name.startsWith(one))
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const looks = Object.keys(SIZES).flatMap((size) =>
    ['light', 'dark'].flatMap((theme) => Object.keys(LANGUAGES).map((language) => ({ size, theme, language }))),
  )
  const prepare = async ({ size, theme, language }, path) => {
    const [width, height] = SIZES[size]
    await page.setViewportSize({ width, height })
    await page.evaluate(
      ([chosen, words]) => {
        localStorage.setItem('parley:theme', chosen)
        localStorage.setItem('parley:language', words)
      },
      [theme, LANGUAGES[language]],
    )
    await page.goto(url + path)
  }
  await page.goto(`${url}/login`)
  for (const look of looks) {
    const name = `sign-in-${look.size}-${look.theme}-${look.language}`
    if (isWanted(name)) {
      await prepare(look, '/login')
      await page.locator('input[autocomplete=username]').waitFor()
      await draw(page, name)
    }
  }
  await page.locator('input[autocomplete=username]').fill('ada@example.com')
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD)
  await page.locator('button[type=submit]').click()
  await row(page, 'River club').waitFor()
  await illustrate(url, page)
  const files = [
    { name: 'upper river.jpg', mimeType: 'image/jpeg', buffer: await landscape(page, MORNING) },
    { name: '野餐清单.txt', mimeType: 'text/plain', buffer: Buffer.from('茶、包子、辣酱') },
    { name: 'permit 2026 – upper river, signed.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(284_000, '%') },
  ]
  for (const [view, show] of Object.entries(VIEWS)) {
    for (const look of looks) {
      const name = `${view}-${look.size}-${look.theme}-${look.language}`
      if (isWanted(name)) {
        await prepare(look, '/')
        await row(page, 'River club').waitFor()
        await show({ page, url, files, size: look.size, words: WORDS[look.language] })
        await draw(page, name)
      }
    }
  }
} finally {
  await browser.close()
  await stop()
}
