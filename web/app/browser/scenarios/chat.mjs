import assert from 'node:assert/strict'
import { begin, composer, message, progress, row, say } from '../stage.mjs'

/** Two people chat live: find, type, send, see, answer, react, edit, take back; in two languages. */
export const chat = async ({ person }) => {
  const [ada, lin] = await Promise.all([person('Ada'), person('Lin', { locale: 'zh-CN' })])
  await begin(ada.page, lin.username)
  await say(ada.page, 'Hello Lin, are you there?')
  await row(lin.page, 'Ada').getByText('Hello Lin, are you there?').waitFor()
  await row(lin.page, 'Ada').getByText('1 条未读消息').waitFor({ state: 'attached' })
  await progress(ada.page, 'Hello Lin', 'delivered')
  await row(lin.page, 'Ada').click()
  await message(lin.page, 'Hello Lin').waitFor()
  await progress(ada.page, 'Hello Lin', 'seen')
  await row(lin.page, 'Ada').getByText('1 条未读消息').waitFor({ state: 'detached' })

  await composer(lin.page).pressSequentially('我在')
  await ada.page.locator('header').getByText('typing…').waitFor()
  await composer(lin.page).press('Enter')
  await message(ada.page, '我在').waitFor()
  await ada.page.locator('header').getByText('typing…').waitFor({ state: 'detached' })
  await progress(lin.page, '我在', 'seen')

  await message(ada.page, '我在').hover()
  await message(ada.page, '我在').getByRole('button', { name: 'Actions for this message' }).click()
  await ada.page.getByRole('menuitem', { name: 'React with 👍' }).click()
  await message(lin.page, '我在').getByRole('button', { name: /👍/ }).waitFor()

  await message(ada.page, '我在').hover()
  await message(ada.page, '我在').getByRole('button', { name: 'Actions for this message' }).click()
  await ada.page.getByRole('menuitem', { name: 'Reply' }).click()
  await say(ada.page, 'Good to hear')
  await message(lin.page, 'Good to hear').getByText('我在').waitFor()

  await composer(ada.page).press('ArrowUp')
  await composer(ada.page).fill('Very good to hear')
  await composer(ada.page).press('Enter')
  await message(lin.page, 'Very good to hear').getByText('已编辑').waitFor()

  await message(ada.page, 'Very good').hover()
  await message(ada.page, 'Very good').getByRole('button', { name: 'Actions for this message' }).click()
  await ada.page.getByRole('menuitem', { name: 'Take back' }).click()
  await message(lin.page, '消息已撤回').waitFor()

  await composer(lin.page).fill('unsent words')
  await lin.page.keyboard.press('Control+k')
  await lin.page.getByRole('dialog').getByRole('option', { name: 'Ada' }).waitFor()
  await lin.page.keyboard.press('Escape')
  await lin.page.keyboard.press('Escape')
  await row(lin.page, 'Ada').getByText('unsent words').waitFor()
  assert.equal(await ada.page.locator('article').count(), 3)
}
