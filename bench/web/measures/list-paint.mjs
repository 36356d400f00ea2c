import { median, percentile } from '../rig.mjs'

const CONVERSATIONS = 60
const TIMES = 12
const AIM_MS = 200

/** Notes when the first row of the list has been painted, counted from the beginning of the navigation. */
const watchRows = () => {
  const look = new MutationObserver(() => {
    if (document.querySelector('[data-row]') !== null) {
      look.disconnect()
      // the frame that holds it, and then the time after it was drawn
      requestAnimationFrame(() => setTimeout(() => (globalThis.paintedAt = performance.now())))
    }
  })
  look.observe(document, { childList: true, subtree: true })
}

const reloads = async (page) => {
  const times = []
  for (let i = 0; i < TIMES; i++) {
    await page.reload()
    await page.waitForFunction(() => globalThis.paintedAt !== undefined)
    times.push(await page.evaluate(() => globalThis.paintedAt))
  }
  return times
}

/** From the beginning of a navigation to the list from the local copy, the whole page anew. */
export const listPaint = async ({ person, signedIn, url }) => {
  const ada = await person('Ada')
  for (let i = 0; i < CONVERSATIONS; i++) {
    const { id } = await ada.does('POST', '/api/conversations', { kind: 'group', title: `Group ${i}`, member_ids: [] })
    await ada.says(id, `Words of group ${i}`)
  }
  const { context, page } = await signedIn(ada)
  await context.addInitScript(watchRows)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.reload()
  await page.locator('[data-row]').first().waitFor()
  await page.waitForTimeout(1_000) // the copy is written
  const alone = await reloads(page)
  const second = await context.newPage()
  await second.goto(url)
  const beside = await reloads(second)
  await context.close()
  return [
    { what: 'Cached list painted after navigation, first tab, median of 12', value: median(alone), unit: 'ms', aim: AIM_MS },
    { what: '– the slowest', value: percentile(alone, 100), unit: 'ms' },
    { what: 'Cached list painted, another tab open, median of 12', value: median(beside), unit: 'ms', aim: AIM_MS },
  ]
}
