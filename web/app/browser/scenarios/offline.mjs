import { begin, composer, message, progress, row, say } from '../stage.mjs'

/**
 * Without the server: the history is there after a reload, from the copy on the device; what is written waits, also
 * over a reload, and goes out once when the server is back.
 */
export const offline = async ({ person }) => {
  const [ada, lin] = await Promise.all([person('Ada'), person('Lin')])
  await begin(ada.page, lin.username)
  await say(ada.page, 'Before the tunnel')
  await progress(ada.page, 'Before the tunnel', 'delivered')
  await ada.page.waitForFunction(async () => {
    const [found] = (await indexedDB.databases()).filter((one) => one.name.startsWith('parley-'))
    const open = indexedDB.open(found.name)
    const database = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)))
    const all = database.transaction('logs').objectStore('logs').getAll()
    const logs = await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)))
    database.close()
    return logs.some((log) => log.messages.length > 0)
  })
  await ada.page.context().route(/\/api\//, (route) => route.abort())
  await ada.page.context().routeWebSocket(/\/app\//, (socket) => socket.close())
  await ada.page.reload()
  await message(ada.page, 'Before the tunnel').waitFor()
  await say(ada.page, 'In the tunnel')
  await progress(ada.page, 'In the tunnel', 'sending')
  await ada.page.reload()
  await progress(ada.page, 'In the tunnel', 'sending')
  await ada.page.getByText('You are offline.').waitFor()

  await ada.page.context().unroute(/\/api\//)
  await ada.page.evaluate(() => dispatchEvent(new Event('online')))
  await progress(ada.page, 'In the tunnel', 'sent')
  await row(lin.page, 'Ada').getByText('In the tunnel').waitFor()
  await row(lin.page, 'Ada').click()
  await composer(lin.page).waitFor()
  await message(lin.page, 'In the tunnel').waitFor()
  const copies = await message(lin.page, 'In the tunnel').count()
  if (copies !== 1) {
    throw new Error(`the message came ${copies} times`)
  }
}
