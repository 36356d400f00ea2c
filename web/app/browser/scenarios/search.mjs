import assert from 'node:assert/strict'
import { apiOf } from '../api.mjs'
import { composer, message } from '../stage.mjs'

const OLD = 'The first boat leaves the pier at nine'

/** What was said is found, in two languages, by filters and by keys; a hit is shown in its place, however far back. */
export const search = async ({ url, person }) => {
  const [ada, lin] = await Promise.all([person('Ada'), person('Lin')])
  const [asAda, asLin] = await Promise.all([apiOf(url, ada), apiOf(url, lin)])
  const direct = await asAda.direct(asLin.id)
  await asAda.send(direct, OLD)
  for (let i = 0; i < 20; i++) {
    await Promise.all(Array.from({ length: 16 }, (_, j) => asAda.send(direct, `Line ${i * 16 + j} of a long talk`)))
  }
  await asLin.send(direct, '周末我们去划船吧', 'Which boat do you mean?')
  const { page } = ada
  const box = page.getByRole('combobox', { name: 'Search' })
  const option = (text) => page.getByRole('option', { name: text })

  await box.fill('划船')
  await option('周末我们去划船吧').locator('mark', { hasText: '划船' }).waitFor()
  await box.fill(`boat from:${ada.username} `)
  await option(OLD).waitFor()
  await option('Which boat').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: `Take away the filter From: ${ada.username}` }).click()
  await option('Which boat').waitFor()
  await box.fill('has:')
  await page.getByRole('button', { name: 'link', exact: true }).click()
  assert.equal(await box.inputValue(), 'has:link ')
  await page.getByText('Nothing found').waitFor()

  await page.route(/\/api\/search/, (route) => route.abort())
  await box.fill('pier nine')
  await page.getByRole('alert').getByText('The server cannot be reached.').waitFor()
  await page.unroute(/\/api\/search/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await option(OLD).waitFor()
  await box.press('Enter')
  await message(page, OLD).waitFor()
  await page.waitForFunction(
    (text) => [...document.querySelectorAll('article.bg-brand-soft')].some((one) => one.textContent.includes(text)),
    OLD,
  )
  await message(page, /Line \d+ of/)
    .first()
    .waitFor()
  await box.press('Escape')
  await page.locator('[data-row]').first().waitFor()

  await composer(page).focus()
  await page.keyboard.press('Control+f')
  const find = page.getByRole('search', { name: 'Find in this chat' })
  await find.getByRole('textbox').fill('boat')
  await find.getByText('1 of 2').waitFor()
  await message(page, 'Which boat').locator('mark', { hasText: 'boat' }).waitFor()
  await page.keyboard.press('Enter')
  await find.getByText('2 of 2').waitFor()
  await message(page, OLD).locator('mark').waitFor()
  await page.keyboard.press('Escape')
  await find.waitFor({ state: 'detached' })
  await page.locator('article mark').first().waitFor({ state: 'detached' })
}
