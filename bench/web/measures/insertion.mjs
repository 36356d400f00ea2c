import { groupOf, median, percentile, throttle } from '../rig.mjs'

const TIMES = 40
const AIM_MS = 16

/** Notes, for each Enter, when the message stood in the document, and when the frame after it began. */
const watchSends = () => {
  globalThis.sends = []
  addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key !== 'Enter') {
        return
      }
      const before = document.querySelectorAll('article').length
      const last = [...document.querySelectorAll('article')].at(-1)
      const look = new MutationObserver(() => {
        const all = [...document.querySelectorAll('article')]
        if (all.length > before || all.at(-1) !== last) {
          look.disconnect()
          const inDocument = performance.now() - timeStamp
          requestAnimationFrame(() => globalThis.sends.push({ inDocument, inFrame: performance.now() - timeStamp }))
        }
      })
      look.observe(document.querySelector('main'), { childList: true, subtree: true })
    },
    { capture: true },
  )
}

const sends = async (page) => {
  await page.evaluate(() => void (globalThis.sends.length = 0))
  const box = page.locator('main textarea')
  for (let i = 0; i < TIMES; i++) {
    await box.fill(`Message number ${i}`)
    await box.press('Enter')
    await page.waitForFunction((count) => globalThis.sends.length > count, i)
  }
  return page.evaluate(() => globalThis.sends)
}

/** From pressing Enter to the message on the screen. */
export const insertion = async ({ person, signedIn, url }) => {
  const [ada, lin] = [await person('Ada'), await person('Lin')]
  const { id } = await groupOf(ada, [lin], 'Sending')
  for (let i = 0; i < 100; i++) {
    await lin.says(id, `Earlier words ${i}`)
  }
  const { context, page } = await signedIn(ada)
  await page.goto(`${url}/c/${id}`)
  await page.locator('article').first().waitFor()
  await page.evaluate(watchSends)
  const fast = await sends(page)
  await throttle(page, 4)
  const slow = await sends(page)
  await context.close()
  const of = (samples, part) => samples.map((one) => one[part])
  return [
    { what: 'Sent message in the document, median of 40', value: median(of(fast, 'inDocument')), unit: 'ms', aim: AIM_MS },
    { what: '– p95', value: percentile(of(fast, 'inDocument'), 95), unit: 'ms', aim: AIM_MS },
    { what: '– with the next frame, median', value: median(of(fast, 'inFrame')), unit: 'ms' },
    { what: 'Sent message in the document, page 4 × slower, median', value: median(of(slow, 'inDocument')), unit: 'ms' },
  ]
}
