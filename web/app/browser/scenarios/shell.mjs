import assert from 'node:assert/strict'
import { begin, composer, copies, keptTexts, message, progress, row, say, until } from '../stage.mjs'

const installed = (page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null)

/** Every address that the service worker has kept. */
const cached = (page) =>
  page.evaluate(async () => {
    const found = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      found.push(...(await cache.keys()).map((request) => new URL(request.url).pathname))
    }
    return found
  })

/**
 * With the server stopped the app starts all the same, shows the history, and takes what is written; that goes out, once,
 * when the server is back. What it keeps of the app holds nothing of anybody, and signing out leaves nothing else.
 */
export const stoppedServer = async ({ gate: openGate, person, tab }) => {
  const gate = await openGate()
  const ada = await person('Ada', { origin: gate.url })
  const lin = await person('Lin')
  await begin(ada.page, lin.username)
  await say(ada.page, 'Before the stop')
  await progress(ada.page, 'Before the stop', 'delivered')
  await installed(ada.page)
  await until(async () => (await keptTexts(ada.page)).includes('Before the stop'), 'a copy on this device')

  await gate.shut()
  await assert.rejects(ada.page.evaluate(() => fetch('/api/me')))
  await ada.page.reload()
  await message(ada.page, 'Before the stop').waitFor()
  await ada.page.getByText('You are offline.').waitFor()
  await say(ada.page, 'While it was stopped')
  await progress(ada.page, 'While it was stopped', 'sending')
  await ada.page.close()
  const page = await tab(ada.page, `${gate.url}/`)
  await row(page, 'Lin').click()
  await progress(page, 'While it was stopped', 'sending')

  await gate.open()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await progress(page, 'While it was stopped', 'delivered')
  await row(lin.page, 'Ada').click()
  await composer(lin.page).waitFor()
  await message(lin.page, 'While it was stopped').waitFor()
  assert.equal(await message(lin.page, 'While it was stopped').count(), 1)

  const paths = await cached(page)
  assert.ok(paths.includes('/') && paths.length > 5, String(paths))
  assert.deepEqual(
    paths.filter((path) => path !== '/' && !path.startsWith('/assets/')),
    [],
  )
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).last().click()
  await page.getByRole('heading', { name: 'Good to see you' }).waitFor()
  await until(async () => (await copies(page)).length === 0, 'no copy on this device')
}

/** A new version is offered, not forced. */
export const newVersion = async ({ gate: openGate, person }) => {
  const gate = await openGate()
  const { page } = await person('Ada', { origin: gate.url })
  await installed(page)
  assert.equal(await page.getByText('There is a new version').count(), 0)
  await page.evaluate(() => {
    globalThis.isOld = true
  })
  gate.beNewer()
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update())
  await page.getByText('There is a new version of Parley.').waitFor()
  assert.equal(await page.evaluate(() => globalThis.isOld), true, 'it waits for its reader')
  await page.getByRole('button', { name: 'Reload' }).click()
  await page.waitForFunction(() => globalThis.isOld === undefined)
  await page.getByRole('heading', { level: 1, name: 'Chats' }).waitFor()
}
