import assert from 'node:assert/strict'
import { apiOf } from '../api.mjs'
import { message, row, say, until } from '../stage.mjs'

/** Everything that the page says by itself from now on. */
const listen = (page) =>
  page.evaluate(() => {
    globalThis.heard = []
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest('[aria-live=polite]')
        if (region?.textContent && addedNodes.length > 0) {
          globalThis.heard.push(region.textContent)
        }
      }
    }).observe(document.body, { subtree: true, childList: true })
  })

const heard = (page) => page.evaluate(() => globalThis.heard)

/** What a reader of screens is told: landmarks, names, how much is unread, who wrote what, and what arrives, once each. */
export const screenReader = async ({ url, person }) => {
  const [ada, lin] = await Promise.all([person('Ada'), person('Lin')])
  const [asAda, asLin] = await Promise.all([apiOf(url, ada), apiOf(url, lin)])
  const club = await asLin.group('River club', [asAda.id])
  await asLin.send(club, 'The boat leaves at nine', 'Who comes?')
  const { page } = ada
  const talk = row(page, 'River club')
  await talk.waitFor()
  await until(
    async () => (await talk.getAttribute('aria-label')) ?? (await talk.innerText()).includes('2'),
    'two unread',
  )
  const list = await page.locator('body').ariaSnapshot()
  for (const wanted of [
    /- navigation/,
    /- heading "Chats" \[level=1\]/,
    /link "[^"]*River club[^"]*Who comes\?[^"]*2 unread messages/,
  ]) {
    assert.match(list, wanted)
  }
  await listen(page)
  await talk.click()
  await message(page, 'Who comes?').waitFor()
  const chat = await page.locator('main').ariaSnapshot()
  for (const wanted of [
    /- heading "River club"/,
    /- group "Messages"/,
    /article "[^"]*Lin[^"]*"/,
    /- textbox "Message River club"/,
  ]) {
    assert.match(chat, wanted)
  }
  await say(page, 'I do')
  await asLin.send(club, 'Good', 'Good', 'Then we are three')
  await until(async () => (await heard(page)).some((words) => words.includes('three')), 'what arrived last is heard')
  const said = await heard(page)
  assert.equal(said.filter((words) => words.includes('Good')).length, 2, String(said))
  assert.deepEqual(
    said.filter((words) => !/Good|three/u.test(words)),
    [],
    'neither history nor own words',
  )
  await page.goto(`${url}/`)
  await row(page, 'River club').waitFor()
  await page.keyboard.press('Tab')
  await page.getByRole('link', { name: 'Skip to the messages' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('#page:focus').waitFor()
}
