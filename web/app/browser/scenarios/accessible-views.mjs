import { apiOf, choose } from '../api.mjs'
import { message, row } from '../stage.mjs'
import { look } from './accessible.mjs'

const LOOKS = [
  {
    locale: 'en-US',
    colorScheme: 'light',
    words: ['Search', 'Forward', 'Close', 'Seen by', 'Choose', 'Stop choosing'],
  },
  { locale: 'zh-CN', colorScheme: 'dark', words: ['搜索', '转发', '关闭', '谁看过', '选择', '取消选择'] },
]

/** The same rules for what lies above or beside a conversation, in both themes and both languages. */
export const accessibleViews = async ({ url, person }) => {
  for (const { words, ...options } of LOOKS) {
    const [search, forward, close, seen, choosing, stop] = words
    const [ada, lin] = await Promise.all([person('Ada', { ...options, reducedMotion: 'reduce' }), person('Lin')])
    const [asAda, asLin] = await Promise.all([apiOf(url, ada), apiOf(url, lin)])
    const club = await asAda.group('River club', [asLin.id])
    await asAda.send(club, 'The boat leaves at nine', `And you, @${lin.username}?`)
    await asLin.send(club, 'Nine it is')
    await asLin.call('POST', `/api/conversations/${club}/read`, { seq: 3 })
    await asAda.call('PUT', `/api/conversations/${club}/pins/3`)
    const { page } = ada
    const where = (view) => `${view}, ${options.locale}, ${options.colorScheme}`
    await row(page, 'River club').click()
    await message(page, 'Nine it is').waitFor()
    await page.getByRole('combobox', { name: search }).fill('nine')
    await page.getByRole('option', { name: 'Nine it is' }).waitFor()
    await page.keyboard.press('Control+f')
    await look(page, where('search'))
    await page.keyboard.press('Escape')

    await choose(page, message(page, 'The boat'), forward)
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor({ state: 'attached' })
    await look(page, where('forward'))
    await page.getByRole('dialog').getByRole('button', { name: close }).click()
    await choose(page, message(page, 'The boat'), seen)
    await page.getByRole('dialog').getByText('Lin').waitFor()
    await look(page, where('seen by'))
    await page.keyboard.press('Escape')
    await choose(page, message(page, 'The boat'), choosing)
    await look(page, where('choosing'))
    await page.getByRole('button', { name: stop }).click()
    await page.keyboard.press('Control+/')
    await page.getByRole('dialog').waitFor()
    await look(page, where('keys'))
    await asAda.call('PUT', `/api/contacts/${asLin.id}`, {})
    await page.goto(`${url}/people`)
    await page.getByRole('button', { name: /Lin/ }).click()
    await page.getByRole('dialog').waitFor()
    await look(page, where('people'))
  }
}
