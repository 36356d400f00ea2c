import { message, progress, row, say } from '../stage.mjs'

/** A group: begun with one, another comes by the link; all read; one is removed and can write no more. */
export const group = async ({ person }) => {
  const [ada, bob, eve] = await Promise.all([person('Ada'), person('Bob'), person('Eve')])
  await ada.page.getByRole('button', { name: 'New chat' }).first().click()
  const dialog = ada.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'New group' }).click()
  await dialog.getByLabel('Name of the group').fill('River club')
  await dialog.getByLabel('Members', { exact: true }).fill(bob.username)
  await dialog.getByRole('button', { name: `@${bob.username}` }).click()
  await dialog.getByRole('button', { name: 'Create group' }).click()
  await ada.page.getByRole('heading', { level: 2, name: 'River club' }).waitFor()
  await row(bob.page, 'River club').click()

  await ada.page.getByRole('button', { name: 'Make an invite link' }).click()
  const link = await ada.page.getByLabel('Invite link').inputValue()
  await eve.page.goto(link)
  await eve.page.getByText('River club').waitFor()
  await eve.page.getByRole('button', { name: 'Join group' }).click()
  await eve.page.getByText('Eve joined by a link').or(eve.page.getByText('You joined by a link')).first().waitFor()

  await say(ada.page, 'Welcome, both of you')
  await Promise.all([message(bob.page, 'Welcome').waitFor(), message(eve.page, 'Welcome').waitFor()])
  await progress(ada.page, 'Welcome', 'seen')

  const details = ada.page.getByRole('complementary', { name: 'Details' })
  await details.getByRole('button', { name: 'Options for Bob' }).click()
  await ada.page.getByRole('menuitem', { name: 'Remove' }).click()
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await bob.page.getByText('You are no longer a member.').or(bob.page.getByText('This chat is not here')).waitFor()
  await ada.page.locator('main').getByText('You removed Bob').waitFor()
}
