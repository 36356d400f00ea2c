import assert from 'node:assert/strict'
import { apiOf } from '../api.mjs'
import { composer, message, row, until } from '../stage.mjs'

const LONG =
  'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz https://example.com/a/very/long/path/that/never/ends'

/** What sticks out of the window on the right, of all that can be seen. */
const sticksOut = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().right > innerWidth + 1)
      .filter((one) => {
        // what a frame cuts off does not stick out of it
        for (let frame = one.parentElement; frame !== null && frame !== document.body; frame = frame.parentElement) {
          if (
            getComputedStyle(frame).overflowX !== 'visible' &&
            frame.getBoundingClientRect().right <= innerWidth + 1
          ) {
            return frame.scrollWidth > frame.clientWidth + 1 && getComputedStyle(frame).overflowX === 'auto'
          }
        }
        return true
      })
      .map((one) => one.outerHTML.slice(0, 120)),
  )

/** Phones of 360 and 320 px, and a desktop at 200 %: nothing sticks out, the list is found where it was left. */
export const narrow = async ({ url, person }) => {
  const [ada, lin] = await Promise.all([
    person('Ada', { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true }),
    person('LinWithARatherLongName'),
  ])
  const [asAda, asLin] = await Promise.all([apiOf(url, ada), apiOf(url, lin)])
  const direct = await asLin.direct(asAda.id)
  await asLin.send(direct, LONG)
  for (let i = 0; i < 14; i++) {
    await asAda.group(`Club ${i + 1}`, [])
  }
  const { page } = ada
  const fits = async (where, at = page) => {
    // what slides in needs a moment
    await until(async () => (await sticksOut(at)).length === 0, `${where} fits into ${at.viewportSize().width}`)
  }
  await row(page, 'Club 14').waitFor()
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 640 })
    await page.goto(url)
    await row(page, 'Club 14').waitFor()
    await fits('the list')
    await page.goto(`${url}/c/${direct}`)
    await message(page, 'Rindfleisch').waitFor()
    await fits('a conversation')
    await page.goto(`${url}/people`)
    await page.getByText('No contacts yet').waitFor()
    await fits('people')
    await page.goto(`${url}/settings`)
    await page.getByText('This device ·').waitFor()
    await fits('settings')
  }

  await page.goto(url)
  await row(page, 'Club 14').waitFor()
  const list = page.locator('section div.overflow-y-auto')
  await list.evaluate((element) => element.scrollTo(0, 300))
  await row(page, 'Club 5').tap()
  await composer(page).waitFor()
  await page.goBack()
  await row(page, 'Club 5').waitFor()
  assert.equal(await list.evaluate((element) => element.scrollTop), 300)

  // 200 % of a window of 1280 by 800 has 640 by 400 to show
  await lin.page.setViewportSize({ width: 640, height: 400 })
  await lin.page.goto(`${url}/c/${direct}`)
  await message(lin.page, 'Rindfleisch').waitFor()
  await fits('a conversation', lin.page)
  assert.ok(await composer(lin.page).isVisible())
}
