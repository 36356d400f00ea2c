import { groupOf, median, percentile } from '../rig.mjs'

const CONVERSATIONS = 12
const MESSAGES = 30
const CACHED_MS = 100
const COLD_MS = 300

/** Notes, for each press on a row of the list, when the frame with that conversation's messages had been drawn. */
const watchSwitches = () => {
  globalThis.switches = []
  addEventListener(
    'click',
    ({ target, timeStamp }) => {
      const name = target.closest?.('[data-row]')?.querySelector('bdi')?.textContent
      if (!name) {
        return
      }
      const isThere = () => [...document.querySelectorAll('article')].some((one) => one.innerText.includes(`of ${name}.`))
      const look = new MutationObserver(() => {
        if (isThere()) {
          look.disconnect()
          requestAnimationFrame(() => setTimeout(() => globalThis.switches.push(performance.now() - timeStamp)))
        }
      })
      look.observe(document.body, { childList: true, subtree: true, characterData: true })
    },
    { capture: true },
  )
}

const round = async (page) => {
  await page.evaluate(() => void (globalThis.switches.length = 0))
  for (let i = 0; i < CONVERSATIONS; i++) {
    await page.locator('[data-row]', { hasText: `Place ${String.fromCharCode(65 + i)}` }).first().click()
    await page.waitForFunction((count) => globalThis.switches.length > count, i)
  }
  return page.evaluate(() => globalThis.switches)
}

/** From pressing a row to the conversation on the screen: the first time since the page was opened, and again. */
export const switching = async ({ person, signedIn, url }) => {
  const [ada, lin] = [await person('Ada'), await person('Lin')]
  for (let i = 0; i < CONVERSATIONS; i++) {
    const { id } = await groupOf(ada, [lin], `Place ${String.fromCharCode(65 + i)}`)
    for (let k = 0; k < MESSAGES; k++) {
      await lin.says(id, `Words ${k} of Place ${String.fromCharCode(65 + i)}.`)
    }
  }
  const { context, page } = await signedIn(ada)
  await page.reload()
  await page.locator('[data-row]').nth(CONVERSATIONS - 1).waitFor()
  await page.waitForTimeout(1_000) // what a start still does
  await page.evaluate(watchSwitches)
  const cold = await round(page)
  const cached = await round(page)
  await context.close()
  return [
    { what: `Another conversation opened the first time, median of ${CONVERSATIONS}`, value: median(cold), unit: 'ms', aim: COLD_MS },
    { what: '– the slowest, with the page’s script for it', value: percentile(cold, 100), unit: 'ms' },
    { what: `Opened again, median of ${CONVERSATIONS}`, value: median(cached), unit: 'ms', aim: CACHED_MS },
    { what: '– the slowest', value: percentile(cached, 100), unit: 'ms', aim: CACHED_MS },
  ]
}
