import assert from 'node:assert/strict'
import { apiOf } from '../api.mjs'
import { message, row } from '../stage.mjs'
import { look } from './accessible.mjs'

/** What an element is drawn with. */
const drawn = (locator) =>
  locator.evaluate((element) => {
    const { backgroundColor, borderTopColor, borderTopWidth, color, outlineStyle } = getComputedStyle(element)
    return { backgroundColor, borderTopColor, borderTopWidth, color, outlineStyle }
  })

/** With the few colours that a reader has chosen, everything that was told by a colour is still told. */
export const forcedColors = async ({ url, person }) => {
  const [ada, lin] = await Promise.all([
    person('Ada', { forcedColors: 'active', reducedMotion: 'reduce' }),
    person('Lin'),
  ])
  const [asAda, asLin] = await Promise.all([apiOf(url, ada), apiOf(url, lin)])
  const [together, other] = [await asAda.direct(asLin.id), await asAda.group('Elsewhere', [asLin.id])]
  await asAda.send(together, 'Which colour is this?')
  await asLin.send(together, 'Yours')
  await asLin.send(other, 'Unread words')
  const { page } = ada
  await page.goto(`${url}/c/${together}`)
  await message(page, 'Yours').waitFor()

  const paper = (await drawn(page.locator('body'))).backgroundColor
  for (const text of ['Which colour is this?', 'Yours']) {
    const bubble = await drawn(message(page, text).locator('.rounded-card'))
    assert.notEqual(bubble.borderTopWidth, '0px', `${text} has an edge`)
    assert.notEqual(bubble.borderTopColor, paper, `the edge of ${text} can be seen`)
  }
  const current = page.locator('[data-row][aria-current=page]')
  const open = await drawn(current)
  const closed = await drawn(row(page, 'Elsewhere'))
  assert.notDeepEqual(open, closed, 'the open conversation differs from the others')
  const dot = await drawn(current.locator('[data-online]'))
  assert.notEqual(dot.backgroundColor, paper, 'who is online can be seen')
  await page.locator('main textarea:focus').waitFor()
  await page.keyboard.press('Shift+Tab') // behind the text there may be nothing yet
  const focused = await drawn(page.locator(':focus'))
  assert.notEqual(focused.outlineStyle, 'none', 'the focus can be seen')
  await look(page, 'chat, forced colours')
}
