import assert from 'node:assert/strict'

/** Signing up, out and in; a wrong password is told; a reload stays signed in; a strange address leads to the sign-in. */
export const signIn = async ({ url, open, person }) => {
  const { page, username, password } = await person('Wanda')
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Chats' }).waitFor()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText('This device ·').waitFor()
  await page.getByRole('button', { name: 'Sign out' }).last().click()
  await page.getByRole('heading', { name: 'Good to see you' }).waitFor()
  await page.waitForFunction(async () => (await indexedDB.databases()).every((one) => !one.name.startsWith('parley-')))
  await page.getByLabel('Username or email').fill(username)
  await page.getByRole('textbox', { name: 'Password' }).fill('not the one at all')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('alert').getByText('Username or password is wrong.').waitFor()
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Chats' }).waitFor()
  const stranger = await open({ locale: 'zh-CN' })
  await stranger.goto(`${url}/c/1`)
  await stranger.getByRole('heading', { name: '欢迎回来' }).waitFor()
  assert.equal(await stranger.evaluate(() => document.documentElement.lang), 'zh-CN')
}
