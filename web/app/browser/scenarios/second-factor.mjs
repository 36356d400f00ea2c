import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import jsQr from 'jsqr'
import { PNG } from 'pngjs'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const STEP_MS = 30_000

/** As an authenticator app makes them (RFC 6238). */
const codeOf = (secret, stepsAhead) => {
  const bits = [...secret].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + stepsAhead))
  const hash = createHmac('sha1', key).update(counter).digest()
  const number = hash.readUInt32BE(hash[19] & 0xf) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** What a camera reads off the screen. */
const scanned = async (element) => {
  const { data, width, height } = PNG.sync.read(await element.screenshot())
  return jsQr(new Uint8ClampedArray(data), width, height, { inversionAttempts: 'dontInvert' })?.data
}

/** Turns the second factor on, and signs in with password and code. */
export const secondFactor = async ({ person }) => {
  const { page, username, password } = await person('Tess')
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Turn on', exact: true }).click()
  const secret = await page.locator('[data-secret]').innerText()
  const uri = await page.getByRole('link', { name: 'Open it in an app' }).getAttribute('href')
  assert.match(uri, new RegExp(`^otpauth://totp/.*secret=${secret}`))
  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
    assert.equal(await scanned(page.getByRole('img', { name: 'QR code of the key' })), uri, theme)
  }
  await page.getByLabel('Code of your authenticator app').fill(codeOf(secret, 0))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.locator('[data-recovery] li').nth(9).waitFor()
  const recovery = await page.locator('[data-recovery] li').first().innerText()
  for (const code of [codeOf(secret, 1), recovery]) {
    await page.getByRole('button', { name: 'Sign out' }).last().click()
    await page.getByLabel('Username or email').fill(username)
    await page.getByRole('textbox', { name: 'Password' }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByLabel('Code of your authenticator app').fill('000000')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('This code is wrong, or was used already.').waitFor()
    await page.getByLabel('Code of your authenticator app').fill(code)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Chats' }).waitFor()
    await page.getByRole('link', { name: 'Settings' }).click()
  }
  await page.getByText('9 recovery codes are left.').waitFor()
}
