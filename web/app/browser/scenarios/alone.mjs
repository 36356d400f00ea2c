import assert from 'node:assert/strict'
import { begin, copies, message, progress, say, until } from '../stage.mjs'

/** Where a browser has no shared workers each page runs an engine of its own: it sends, hears, and starts from its copy. */
export const alone = async ({ person }) => {
  const ada = await person('Ada', { lacking: 'SharedWorker' })
  const lin = await person('Lin')
  assert.equal(await ada.page.evaluate(() => 'SharedWorker' in self), false)
  await begin(ada.page, lin.username)
  await say(ada.page, 'From a page of its own')
  await begin(lin.page, ada.username)
  await message(lin.page, 'From a page of its own').waitFor()
  await say(lin.page, 'Heard')
  await message(ada.page, 'Heard').waitFor()
  await progress(ada.page, 'From a page of its own', 'seen')
  await until(async () => (await copies(ada.page)).length === 1, 'a copy on this device')
  await ada.page.reload()
  await message(ada.page, 'Heard').waitFor()
  await say(ada.page, 'And again')
  await message(lin.page, 'And again').waitFor()
}
