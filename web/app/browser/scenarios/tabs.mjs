import assert from 'node:assert/strict'
import { begin, connections, copies, message, progress, say, until } from '../stage.mjs'

/** Five tabs hold one connection, show the same, and live on when the one that was first closes. */
export const fiveTabs = async ({ url, person, tab }) => {
  const before = await connections(url)
  const ada = await person('Ada')
  const lin = await person('Lin')
  await begin(ada.page, lin.username)
  const others = await Promise.all([1, 2, 3, 4].map(() => tab(ada.page, ada.page.url())))
  await begin(lin.page, ada.username)
  await say(lin.page, 'To every tab')
  await Promise.all([ada.page, ...others].map((page) => message(page, 'To every tab').waitFor()))
  assert.equal((await connections(url)) - before, 2, 'one for each person')

  await ada.page.close()
  await say(lin.page, 'Still there?')
  await Promise.all(others.map((page) => message(page, 'Still there?').waitFor()))
  await say(others[0], 'All four')
  await Promise.all(others.map((page) => progress(page, 'All four', 'seen')))
  assert.equal((await connections(url)) - before, 2)
  await Promise.all(others.map((page) => page.close()))
  await until(async () => (await connections(url)) - before === 1, 'the last tab takes the connection with it')
}

/** Whoever is signed out from another device is out in every tab at once, and nothing of theirs stays. */
export const signedOutFarAway = async ({ url, open, person, tab }) => {
  const ada = await person('Ada')
  const lin = await person('Lin')
  await begin(ada.page, lin.username)
  await say(ada.page, 'Private words')
  await progress(ada.page, 'Private words', 'delivered')
  const others = await Promise.all([1, 2].map(() => tab(ada.page, ada.page.url())))
  await Promise.all(others.map((page) => message(page, 'Private words').waitFor()))
  await until(async () => (await copies(ada.page)).length === 1, 'a copy on this device')

  const far = await open()
  await far.goto(`${url}/login`)
  await far.getByLabel('Username or email').fill(ada.username)
  await far.getByRole('textbox', { name: 'Password' }).fill(ada.password)
  await far.getByRole('button', { name: 'Sign in' }).click()
  await far.getByRole('link', { name: 'Settings' }).click()
  await far.getByRole('button', { name: 'Sign out all other devices' }).click()

  await Promise.all(
    [ada.page, ...others].map((page) => page.getByRole('heading', { name: 'Good to see you' }).waitFor()),
  )
  await until(async () => (await copies(ada.page)).length === 0, 'no copy on this device')
  assert.equal(await ada.page.evaluate(() => localStorage.getItem('parley:account')), null)
}
