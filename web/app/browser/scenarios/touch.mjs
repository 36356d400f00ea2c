import assert from 'node:assert/strict'
import { apiOf } from '../api.mjs'
import { composer, message, row, say, until } from '../stage.mjs'
import { fingersOn } from '../touch.mjs'
import { paste } from './files.mjs'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** On a phone: a swipe answers, two fingers enlarge a picture, a swipe shows the next one and puts it away. */
export const touch = async ({ url, person }) => {
  const [ada, lin] = await Promise.all([person('Ada'), person('Lin', PHONE)])
  const [asAda, asLin] = await Promise.all([apiOf(url, ada), apiOf(url, lin)])
  await asAda.send(await asAda.direct(asLin.id), 'Shall we go?')
  await row(ada.page, 'Lin').click()
  for (const name of ['one.png', 'two.png']) {
    await paste(ada.page, name, 1200, 900)
    const sheet = ada.page.getByRole('dialog', { name: 'Send 1 file' })
    await sheet.getByRole('textbox', { name: 'Caption' }).fill(name)
    await sheet.getByRole('textbox', { name: 'Caption' }).press('Enter')
    await message(ada.page, name).locator('[data-progress=delivered]').waitFor()
  }
  const { page } = lin
  const fingers = await fingersOn(page)
  await row(page, 'Ada').tap()
  await message(page, 'Shall we go?').tap({ trial: true }) // it stands still
  const asked = await message(page, 'Shall we go?').boundingBox()
  const y = asked.y + asked.height / 2
  await fingers.move([
    [60, y],
    [100, y],
  ])
  assert.equal(await page.getByText('Reply to Ada').count(), 0, 'not far enough')
  await fingers.move([
    [60, y],
    [180, y],
  ])
  await page.getByText('Reply to Ada').waitFor()
  await say(page, 'Yes, at nine')
  await message(page, 'Yes, at nine').getByText('Shall we go?').waitFor()
  await until(
    async () => (await message(page, 'Shall we go?').first().boundingBox())?.x === asked.x,
    'the message is back in its place',
  )

  await message(page, 'two.png').locator('[data-picture] button').tap()
  const lightbox = page.getByRole('dialog', { name: 'Ada' })
  const scale = () =>
    lightbox.locator('[data-large]').evaluate((one) => new DOMMatrix(getComputedStyle(one).transform).a)
  await lightbox.getByRole('img', { name: 'two.png' }).waitFor()
  await fingers.move(
    [
      [160, 420],
      [80, 420],
    ],
    [
      [230, 420],
      [310, 420],
    ],
  )
  await until(async () => (await scale()) > 2, 'it is enlarged')
  await fingers.move(
    [
      [40, 420],
      [150, 420],
    ],
    [
      [350, 420],
      [240, 420],
    ],
  )
  await until(async () => (await scale()) === 1, 'it is as large as before')
  await fingers.move([
    [100, 420],
    [300, 425],
  ])
  await lightbox.getByRole('img', { name: 'one.png' }).waitFor()
  await fingers.move([
    [200, 300],
    [205, 560],
  ])
  await lightbox.waitFor({ state: 'detached' })
  assert.equal(await composer(page).count(), 1)
}
