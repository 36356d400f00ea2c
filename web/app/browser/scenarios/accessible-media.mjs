import { begin, message, until } from '../stage.mjs'
import { look } from './accessible.mjs'
import { paste, pictureFile } from './files.mjs'

const LOOKS = [
  {
    locale: 'en-US',
    colorScheme: 'light',
    words: { caption: 'Caption', crop: 'Choose the part to show', photo: 'Add a photo' },
  },
  {
    locale: 'zh-CN',
    colorScheme: 'dark',
    words: { caption: '添加说明', crop: '选择要显示的部分', photo: '添加头像' },
  },
]

/** What is sent, shown large and cut keeps the rules too; and who closes it is where they were before. */
export const accessibleMedia = async ({ url, person }) => {
  for (const { words, ...options } of LOOKS) {
    const [ada, lin] = await Promise.all([person('Ada', { ...options, reducedMotion: 'reduce' }), person('Lin')])
    const { page } = ada
    const where = (view) => `${view}, ${options.locale}, ${options.colorScheme}`
    const hasFocus = (element) => element.evaluate((one) => one === document.activeElement)
    await begin(page, lin.username)
    await paste(page, 'evening.png', 900, 600)
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('img').waitFor()
    await look(page, where('sheet'))
    await sheet.getByRole('textbox', { name: words.caption }).fill('From the pier')
    await page.keyboard.press('Enter')
    await message(page, 'From the pier').locator('[data-progress=delivered]').waitFor()
    await look(page, where('picture'))
    const opener = page.locator('[data-picture] button')
    await opener.click()
    await page.getByRole('dialog').getByRole('img', { name: 'From the pier' }).waitFor()
    await look(page, where('lightbox'))
    await page.keyboard.press('Escape')
    await until(() => hasFocus(opener), 'the focus is on the picture')

    await page.goto(`${url}/settings`)
    const photo = page.getByRole('button', { name: words.photo })
    const choosing = page.waitForEvent('filechooser')
    await photo.click()
    await (await choosing).setFiles([await pictureFile(page)])
    await page.getByRole('dialog', { name: words.crop }).getByRole('slider').waitFor()
    await look(page, where('crop'))
    await page.keyboard.press('Escape')
    await until(() => hasFocus(photo), 'the focus is on the button')
    await look(page, where('settings'))
  }
}
