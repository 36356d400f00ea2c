import assert from 'node:assert/strict'
import { apiOf } from '../api.mjs'
import { message, until } from '../stage.mjs'

/** Without a mouse: sign in, open, send, reply, react, search, mark all as read, look at the keys, settings. */
export const keyboard = async ({ url, open, person }) => {
  const [ada, lin] = await Promise.all([person('Ada'), person('Lin')])
  const [asAda, asLin] = await Promise.all([apiOf(url, ada), apiOf(url, lin)])
  const direct = await asLin.direct(asAda.id)
  await asLin.send(direct, 'Is anybody there?')
  const club = await asLin.group('River club', [asAda.id])
  await asLin.send(club, 'Second talk')
  const page = await open()
  const keys = page.keyboard
  await page.goto(`${url}/login`)
  await page.locator('input[autocomplete=username]:focus').waitFor()
  await keys.type(ada.username)
  await keys.press('Tab')
  await keys.type(ada.password)
  await keys.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Chats' }).waitFor()
  await page.locator('[data-row]').nth(1).waitFor()

  await keys.press('Alt+ArrowDown')
  await message(page, 'Second talk').waitFor()
  await keys.press('Alt+ArrowDown')
  await message(page, 'Is anybody there?').waitFor()
  await page.locator('main textarea:focus').waitFor()
  await keys.type('I am')
  await keys.press('Enter')
  await message(page, 'I am').waitFor()
  await keys.press('Shift+F6')
  await page.getByRole('group', { name: 'Messages' }).and(page.locator(':focus')).waitFor()
  await keys.press('Home')
  await message(page, 'Is anybody there?').and(page.locator(':focus')).waitFor()
  await keys.press('e')
  await page.getByRole('menuitem', { name: 'React with 👍' }).waitFor()
  await page.locator('[role=menuitem]:focus').waitFor()
  await keys.press('Enter')
  await message(page, 'Is anybody there?').getByRole('button', { name: /👍/ }).waitFor()
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await keys.press('r')
  await page.getByText('Reply to Lin').waitFor()
  await keys.type('Yes, both of us')
  await keys.press('Enter')
  await message(page, 'Yes, both of us').getByText('Is anybody there?').waitFor()

  await asLin.send(club, 'Third talk')
  await page
    .locator('[data-row]', { hasText: 'River club' })
    .getByText('1 unread message')
    .waitFor({ state: 'attached' })
  await until(async () => (await page.title()).startsWith('(1) Lin'), 'the title')
  await keys.press('Shift+Escape')
  await page
    .locator('[data-row]', { hasText: 'River club' })
    .getByText('1 unread message')
    .waitFor({ state: 'detached' })

  await keys.press('Control+Shift+F')
  await keys.type('anybody')
  await page.getByRole('option', { name: 'Is anybody there?' }).waitFor()
  await keys.press('Enter')
  await message(page, 'Is anybody there?').first().waitFor()
  await keys.press('Escape')
  await keys.press('Control+/')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await keys.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await keys.press('Control+k')
  await page.getByRole('dialog', { name: 'Go to a chat' }).waitFor()
  await keys.type('river')
  await keys.press('Enter')
  await message(page, 'Third talk').waitFor()

  for (let i = 0; i < 8 && (await page.locator('nav:focus-within').count()) === 0; i++) {
    await keys.press('F6')
  }
  await page.locator('nav a:focus').waitFor()
  for (let i = 0; i < 3 && (await page.locator('a[href="/settings"]:focus').count()) === 0; i++) {
    await keys.press('Tab')
  }
  await keys.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
}
