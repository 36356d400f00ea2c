import assert from 'node:assert/strict'

/** Signing in at a provider makes an account; its only way in stays; a way back that was used already ends in a page. */
export const provider = async ({ url, open }) => {
  const page = await open()
  let back = null
  page.on('request', (request) => {
    back = request.url().includes('/callback?') ? request.url() : back
  })
  await page.goto(`${url}/login`)
  await page.getByRole('button', { name: 'Sign in with Work' }).click()
  await page.getByRole('heading', { level: 1, name: 'Chats' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Chats' }).waitFor()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText('wanda@work.example').first().waitFor()
  await page.getByRole('button', { name: 'Unlink Work' }).click()
  await page.getByText('This is the last way into your account.').waitFor()
  await page.goto(back)
  await page.getByRole('heading', { name: 'You are not signed in' }).waitFor()
  assert.equal(page.url(), back)
  await page.getByRole('link', { name: 'Back to Parley' }).click()
  await page.getByRole('heading', { level: 1, name: 'Chats' }).waitFor()
}
