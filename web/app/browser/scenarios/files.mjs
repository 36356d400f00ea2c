import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { begin, composer, message, row, until } from '../stage.mjs'

const REFUSED = JSON.stringify({ status: 413, code: 'too-large', detail: 'too large', fields: [] })

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

  await composer(ada.page).focus()
  await drop(ada.page, ['left.txt', 'right.txt'])
  const dropped = ada.page.getByRole('dialog', { name: 'Send 2 files' })
  await dropped.getByText('left.txt').waitFor()
  await ada.page.keyboard.press('Escape')
  await dropped.waitFor({ state: 'detached' })
  await until(() => composer(ada.page).evaluate((one) => one === document.activeElement), 'the focus is back')
  await drop(ada.page, ['left.txt', 'right.txt'])
  await dropped.getByRole('button', { name: 'Leave left.txt out' }).click()
  await ada.page.getByRole('dialog').getByRole('textbox', { name: 'Caption' }).fill('The right one')
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click()
  await message(bob.page, 'The right one').getByText('right.txt').waitFor()

  // what stands below a file is taken away again, the file stays
  await message(ada.page, 'The right one').locator('[data-progress=seen]').waitFor()
  await composer(ada.page).press('ArrowUp')
  await until(async () => (await composer(ada.page).inputValue()) === 'The right one', 'its caption')
  await composer(ada.page).fill('')
  await composer(ada.page).press('Enter')
  await message(bob.page, 'The right one').waitFor({ state: 'detached' })
  await message(bob.page, 'right.txt')
    .getByRole('button', { name: /^Edited/ })
    .waitFor()
}

/** Drops files somewhere in the window. */
const drop = (page, names) =>
  page.evaluate((given) => {
    const data = new DataTransfer()
    given.forEach((name) => data.items.add(new File([`this is ${name}`], name, { type: 'text/plain' })))
    const tell = (type) =>
      document
        .querySelector('main header')
        .dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
    ;['dragenter', 'dragover', 'drop'].forEach(tell)
  }, names)

/** What the server refused says why, stays, and goes when it is tried again. */
export const refusedFile = async ({ person }) => {
  const [ada, bob] = await Promise.all([person('Ada', { lacking: 'SharedWorker' }), person('Bob')])
  const { page } = ada
  await begin(page, bob.username)
  let refuses = true
  await page
    .context()
    .route('**/api/media?*', (route) =>
      refuses
        ? route.fulfill({ status: 413, contentType: 'application/problem+json', body: REFUSED })
        : route.continue(),
    )
  await page
    .locator('[data-attach]')
    .setInputFiles([{ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('A plan.') }])
  await page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click()
  const failed = page.locator('article', { hasText: 'plan.txt' })
  await failed.locator('[data-progress=failed]').waitFor()
  refuses = false
  await failed.getByRole('button', { name: 'Try again' }).click()
  await failed.locator('[data-progress=delivered]').waitFor()
  await row(bob.page, 'Ada').click()
  await bob.page.getByRole('link', { name: /^Download plan.txt/ }).waitFor()
  assert.equal(await bob.page.locator('article').count(), 1)
}

/** A large file is cut off on its way, survives a reload, goes on where it was, and is sent once. */
export const cutUpload = async ({ gate: openGate, person }) => {
  const gate = await openGate()
  const [ada, bob] = await Promise.all([person('Ada', { origin: gate.url }), person('Bob')])
  const { page } = ada
  await begin(page, bob.username)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  gate.slow(400)
  const content = Buffer.alloc(3_000_000, 'parley ')
  await page
    .locator('[data-attach]')
    .setInputFiles([{ name: 'film.bin', mimeType: 'application/octet-stream', buffer: content }])
  await page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click()
  const upload = page.locator('article', { hasText: 'film.bin' })
  const sent = async () => Number(await upload.getByRole('progressbar').getAttribute('aria-valuenow'))
  await until(async () => (await sent()) > 0, 'some of it has arrived')
  await gate.shut()
  await page.reload()
  await upload.getByRole('button', { name: 'Do not send film.bin' }).waitFor()
  assert.ok((await sent()) > 0, 'it is known how far it was')
  gate.slow(0)
  await gate.open()
  await upload.locator('[data-progress=delivered]').waitFor()
  assert.equal(await page.locator('article').count(), 1)
  await row(bob.page, 'Ada').click()
  const downloading = bob.page.waitForEvent('download')
  await bob.page.getByRole('link', { name: /^Download film.bin/ }).click()
  assert.ok((await readFile(await (await downloading).path())).equals(content), 'as it was')
  assert.ok(gate.uploaded() < content.length * 1.5, `${gate.uploaded()} bytes were sent`)
}

/** A picture as it is picked from a disk. */
export const pictureFile = async (page) => {
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(900, 700)
    const brush = canvas.getContext('2d')
    brush.fillStyle = '#c05621'
    brush.fillRect(0, 0, 900, 700)
    brush.fillStyle = '#faf5ff'
    brush.arc(450, 350, 200, 0, 7)
    brush.fill()
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())]
  })
  return { name: 'me.png', mimeType: 'image/png', buffer: Buffer.from(drawn) }
}

/** Faces are chosen, cut, and seen by others. */
export const faces = async ({ url, person }) => {
  const [ada, bob] = await Promise.all([person('Ada'), person('Bob')])
  await begin(ada.page, bob.username)
  const picture = await pictureFile(ada.page)
  await ada.page.goto(`${url}/settings`)
  await ada.page.locator('[data-picture-for=person]').setInputFiles([picture])
  const dialog = ada.page.getByRole('dialog', { name: 'Choose the part to show' })
  await dialog.getByRole('application').press('ArrowLeft')
  await dialog.getByRole('slider').fill('1.5')
  await dialog.getByRole('button', { name: 'Use this' }).click()
  await dialog.waitFor({ state: 'detached' })
  await ada.page.getByRole('button', { name: 'Change photo' }).waitFor()
  await ada.page.locator('[data-picture-for=background]').setInputFiles([picture])
  await dialog.getByRole('button', { name: 'Use this' }).click()
  await ada.page.getByRole('button', { name: 'Change background' }).waitFor()
  await begin(bob.page, ada.username)
  await bob.page.locator('main header img[src*="/square96"]').waitFor()
  await until(
    () => bob.page.locator('aside img[src*="/w960"]').evaluate((image) => image.complete && image.naturalWidth > 0),
    'the background',
  )
}
