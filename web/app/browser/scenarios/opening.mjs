import assert from 'node:assert/strict'
import { apiOf } from '../api.mjs'
import { row, until } from '../stage.mjs'

const WORDS = [
  'Yes',
  '好的，我们九点在老桥见，记得带上救生衣和热茶。',
  'The water should be calm after the rain, so bring the long boat. '.repeat(6),
]

/** How far the end of the messages is below what is seen, in pixels. */
const distance = (page) =>
  page
    .getByRole('group', { name: 'Messages' })
    .evaluate((list) => Math.round(list.scrollHeight - list.scrollTop - list.clientHeight))

/** A long conversation opens at its end, however high its lines turn out to be, on a desktop and on a phone; and lets its reader move up. */
export const opening = async ({ url, person }) => {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    const [ada, lin] = await Promise.all([person('Ada', { viewport, reducedMotion: 'reduce' }), person('Lin')])
    const [asAda, asLin] = await Promise.all([apiOf(url, ada), apiOf(url, lin)])
    const club = await asLin.group('River club', [asAda.id])
    await asLin.send(club, ...Array.from({ length: 40 }, (_, i) => `${i} ${WORDS[i % 3]}`))
    await asAda.call('POST', `/api/conversations/${club}/read`, { seq: 41 }) // the first tells of the group
    const { page } = ada
    const talk = row(page, 'River club')
    await talk.getByText('39 Yes').waitFor()
    await talk.getByText(/unread/).waitFor({ state: 'detached' })
    const isAtEnd = async (when) => {
      await page.locator('article', { hasText: '39 Yes' }).waitFor()
      await until(async () => (await distance(page)) <= 1, `the end is shown ${when}`)
    }
    await talk.click()
    await isAtEnd('when it is opened')
    await page.reload()
    await isAtEnd('after a reload')
    await page.getByRole('group', { name: 'Messages' }).hover()
    await page.mouse.wheel(0, -700)
    await until(async () => (await distance(page)) > 500, 'the reader moves up')
    await asLin.send(club, 'One more')
    await page.getByRole('button', { name: /1 new message/ }).waitFor()
    assert.ok((await distance(page)) > 500, 'what is read does not move')
    await page.getByRole('button', { name: /1 new message/ }).click()
    await until(async () => (await distance(page)) <= 1, 'the end is shown to who asks for it')
  }
}
