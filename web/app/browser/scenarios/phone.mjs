import assert from 'node:assert/strict'
import { begin, message, row, say } from '../stage.mjs'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'zh-CN' }

const widerThanScreen = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

/** One pane at a time, a bar at the bottom, and nothing wider than the screen. */
export const phone = async ({ url, person }) => {
  const [ada, lin] = await Promise.all([person('Ada'), person('Lin', PHONE)])
  const { page } = lin
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
  await begin(ada.page, lin.username)
  await say(ada.page, 'A line of words that is long enough to need a second line on a phone, and perhaps a third one')
  await row(page, 'Ada').tap()
  await message(page, 'A line of words').waitFor()
  assert.equal(await page.locator('[data-row]').count(), 0, 'the list makes room')
  assert.equal(await page.getByRole('navigation', { name: '主导航' }).count(), 0)
  assert.equal(await widerThanScreen(page), false)
  await page.getByRole('button', { name: '详情' }).tap()
  await page.getByRole('complementary', { name: '详情' }).getByText(`@${ada.username}`).waitFor()
  await page.getByRole('complementary').getByRole('button', { name: '关闭' }).tap()
  await page.getByRole('link', { name: '返回' }).tap()
  await row(page, 'Ada').waitFor()
  await page.goto(`${url}/settings`)
  await page.getByText('本设备 ·').waitFor()
  assert.equal(await widerThanScreen(page), false)
}
