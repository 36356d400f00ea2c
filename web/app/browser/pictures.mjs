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
  people: async ({ page, url }) => {
    await page.goto(`${url}/people`)
    await page.locator('main').getByText('@bob').or(page.locator('main p')).first().waitFor()
  },
  settings: async ({ page, url }) => {
    await page.goto(`${url}/settings`)
    await page.locator('main li').first().waitFor()
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
  await page.locator('input[autocomplete=current-password]').fill('parley-demo')
  await page.locator('button[type=submit]').click()
  await row(page, 'River club').waitFor()
  for (const [view, show] of Object.entries(VIEWS)) {
    for (const look of looks) {
      const name = `${view}-${look.size}-${look.theme}-${look.language}`
      if (isWanted(name)) {
        await prepare(look, '/')
        await row(page, 'River club').waitFor()
        await show({ page, url, size: look.size, words: WORDS[look.language] })
        await draw(page, name)
      }
    }
  }
} finally {
  await browser.close()
  await stop()
}
