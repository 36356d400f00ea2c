import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { begin, composer, message, row, until } from '../stage.mjs'

/** Pastes a picture that is drawn in the page. */
export const paste = (page, name, width, height) =>
  page.evaluate(
    async ([name, width, height]) => {
      const canvas = new OffscreenCanvas(width, height)
      const brush = canvas.getContext('2d')
      const sky = brush.createLinearGradient(0, 0, width, height)
      sky.addColorStop(0, '#2b6cb0')
      sky.addColorStop(0.6, '#f6ad55')
      sky.addColorStop(1, '#22543d')
      brush.fillStyle = sky
      brush.fillRect(0, 0, width, height)
      brush.fillStyle = '#fffaf0'
      brush.arc(width * 0.7, height * 0.35, height * 0.12, 0, 7)
      brush.fill()
      const data = new DataTransfer()
      data.items.add(new File([await canvas.convertToBlob()], name, { type: 'image/png' }))
      document
        .querySelector('main textarea')
        .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    },
    [name, width, height],
  )

const pictureOf = (page, text) => message(page, text).locator('[data-picture]')

const isThere = (picture) =>
  picture.locator('img[srcset]').evaluate((image) => image.complete && image.naturalWidth > 0)

/** A picture is pasted, and has its place at the other's before it is there. */
export const pictures = async ({ person }) => {
  const [ada, bob] = await Promise.all([person('Ada'), person('Bob')])
  await begin(ada.page, bob.username)
  await paste(ada.page, 'evening.png', 1500, 1000)
  const sheet = ada.page.getByRole('dialog', { name: 'Send 1 file' })
  await sheet.getByRole('img', { name: 'evening.png' }).waitFor()
  await sheet.getByRole('textbox', { name: 'Caption' }).fill('From the pier')

  let release
  const held = new Promise((resolve) => (release = resolve))
  await bob.page.route('**/media/*/**', async (route) => {
    await held
    await route.continue()
  })
  await sheet.getByRole('textbox', { name: 'Caption' }).press('Enter')
  await message(ada.page, 'From the pier').locator('[data-progress=delivered]').waitFor()

  await row(bob.page, 'Ada').getByText('From the pier').waitFor()
  await row(bob.page, 'Ada').click()
  const picture = pictureOf(bob.page, 'From the pier')
  await picture.waitFor()
  const before = await picture.boundingBox()
  assert.equal(await isThere(picture), false, 'held back')
  assert.ok(Math.abs(before.width / before.height - 1.5) < 0.02, JSON.stringify(before))
  release()
  await until(() => isThere(picture), 'the picture')
  assert.deepEqual(await picture.boundingBox(), before, 'it did not move')

  await picture.getByRole('button').click()
  const lightbox = bob.page.getByRole('dialog', { name: 'Ada' })
  await lightbox.getByRole('img', { name: 'From the pier' }).waitFor()
  await bob.page.keyboard.press('+')
  await lightbox.getByRole('button', { name: 'Smaller' }).click()
  await bob.page.keyboard.press('Escape')
  await lightbox.waitFor({ state: 'detached' })
  await until(() => picture.getByRole('button').evaluate((one) => one === document.activeElement), 'the focus is back')
}

/** Several files go at once; one is downloaded by the other as it was. */
export const files = async ({ person }) => {
  const [ada, bob] = await Promise.all([person('Ada'), person('Bob')])
  await begin(ada.page, bob.username)
  await composer(ada.page).fill('Both of them')
  await ada.page.locator('[data-attach]').setInputFiles([
    { name: 'minutes of the yearly assembly.txt', mimeType: 'text/plain', buffer: Buffer.from('We met.') },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    { name: 'accounts.csv', mimeType: 'text/csv', buffer: Buffer.from('1,2') },
  ])
  const sheet = ada.page.getByRole('dialog', { name: 'Send 3 files' })
  await sheet.getByText('This file is empty').waitFor()
  await sheet.getByRole('button', { name: 'Send', exact: true }).click()
  await row(bob.page, 'Ada').click()
  await message(bob.page, 'Both of them').getByRole('link', { name: 'Download accounts.csv, 3 bytes' }).waitFor()
  const downloading = bob.page.waitForEvent('download')
  await bob.page.getByRole('link', { name: /^Download minutes/ }).click()
  const download = await downloading
  assert.equal(download.suggestedFilename(), 'minutes of the yearly assembly.txt')
  assert.equal(await readFile(await download.path(), 'utf8'), 'We met.')
  assert.equal(await ada.page.locator('article').count(), 2)
}
