import { apiOf } from '../api.mjs'
import { begin, composer, message, row, say } from '../stage.mjs'

/** Somebody is remembered, named, shut out, and let in again. */
export const people = async ({ url, person }) => {
  const [ada, bob] = await Promise.all([person('Ada'), person('Bob')])
  const { page } = ada
  await begin(page, bob.username)
  await say(page, 'Hello Bob')
  await message(page, 'Hello Bob').locator('[data-progress=delivered]').waitFor()
  const details = page.getByRole('complementary', { name: 'Details' })
  await details.getByRole('button', { name: 'Add to contacts' }).click()
  await details.getByLabel('Your name for them').fill('Captain')
  await details.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByRole('button', { name: /Captain/ }).click()
  const card = page.getByRole('dialog', { name: 'Profile' })
  await card.getByText(`@${bob.username}`).first().waitFor()
  await card.getByRole('button', { name: 'Block' }).click()
  await page.getByRole('dialog', { name: 'Block Bob?' }).getByRole('button', { name: 'Block' }).click()
  await card.getByRole('button', { name: 'Unblock' }).waitFor()
  await row(bob.page, 'Ada').click()
  await say(bob.page, 'Do you hear me?')
  await bob.page.getByRole('alert').getByText('You may not do that.').waitFor()
  await page.keyboard.press('Escape')

  await page.goto(`${url}/settings`)
  const blocked = page.getByRole('region', { name: 'Blocked people' })
  await blocked.getByText('Bob', { exact: true }).waitFor()
  await blocked.getByRole('button', { name: 'Unblock' }).click()
  await blocked.getByText('You have blocked nobody.').waitFor()
  const asBob = await apiOf(url, bob)
  const asAda = await apiOf(url, ada)
  await asBob.send(await asBob.direct(asAda.id), 'And now?')
  await page.getByRole('link', { name: 'Chats' }).click()
  await row(page, 'Bob').click()
  await message(page, 'And now?').waitFor()
  await composer(page).waitFor()
}
