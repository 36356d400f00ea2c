import assert from 'node:assert/strict'
import { begin, message, row, say, until } from '../stage.mjs'

const lookAway = (page) =>
  page.evaluate(() => {
    document.hasFocus = () => false
    dispatchEvent(new Event('blur'))
  })

/** How many pages of a browser are looked at, as they tell one another. */
const looking = (page) =>
  page.evaluate(
    async () => (await navigator.locks.query()).held.filter(({ name }) => name === 'parley-looked-at').length,
  )

const shown = (worker) =>
  worker.evaluate(async () =>
    (await self.registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag })),
  )

/** As by a click of the mouse, which no script can do. */
const click = (worker) =>
  worker.evaluate(async () => {
    const [notification] = await self.registration.getNotifications()
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification }))
  })

const workerOf = async (page) => {
  const context = page.context()
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  await until(() => worker.evaluate(() => self.registration.active?.state === 'activated'), 'the worker')
  return worker
}

/** Whoever looks away is told, and comes to the conversation by a click; nobody is told while they look. */
export const notifications = async ({ person, tab, url }) => {
  const ada = await person('Ada')
  const lin = await person('Lin')
  await begin(lin.page, ada.username)
  await say(lin.page, 'First words')
  await row(ada.page, 'Lin').waitFor()
  await ada.page.getByRole('link', { name: 'Settings' }).first().click()
  await ada.page.locator('[data-standing]').waitFor()
  const context = ada.page.context()
  await context.grantPermissions(['notifications'])
  await ada.page.reload()
  await ada.page.locator('[data-standing=page]').waitFor()
  const worker = await workerOf(ada.page)

  const other = await tab(ada.page, `${url}/settings`)
  await until(async () => (await looking(other)) === 2, 'what tells is loaded after the page')
  await say(lin.page, 'While you look')
  await until(async () => (await ada.page.title()).startsWith('(2)'), 'the number in the title')
  assert.deepEqual(await shown(worker), [], 'nothing is told while somebody looks')

  await Promise.all([ada.page, other].map(lookAway))
  await until(async () => (await looking(other)) === 0, 'nobody looks')
  await say(lin.page, 'Look here')
  await until(async () => (await shown(worker)).length > 0, 'a notification')
  const [told, ...more] = await shown(worker)
  assert.deepEqual(more, [], 'one for a conversation')
  assert.equal(told.title, 'Lin')
  assert.equal(told.body, 'Look here\n3 unread messages')

  await other.close()
  await click(worker)
  await message(ada.page, 'Look here').waitFor()
  await until(async () => (await shown(worker)).length === 0, 'the notification is gone')
  await pushed(ada.page, worker, url)
}

/** The service worker shows what is pushed, and a click on it brings the conversation. */
const pushed = async (page, worker, url) => {
  const conversation = new URL(page.url()).pathname.slice('/c/'.length)
  const devtools = await page.context().newCDPSession(page)
  const known = new Promise((resolve) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) =>
      registrations.forEach(({ registrationId, scopeURL }) => scopeURL.startsWith(url) && resolve(registrationId)),
    ),
  )
  await devtools.send('ServiceWorker.enable')
  const registrationId = await known
  const deliver = (data) =>
    devtools.send('ServiceWorker.deliverPushMessage', { origin: url, registrationId, data: JSON.stringify(data) })
  const push = {
    kind: 'message',
    locale: 'zh-CN',
    conversation,
    silent: false,
    unread: 1,
    badge: 4,
    at: new Date().toISOString(),
    title: '',
    sender: '林',
    message_kind: 'image',
    text: '',
  }
  // a browser under test counts every page as looked at; a worker that was started anew does so again
  const lookAway = () =>
    worker.evaluate(() => {
      const all = self.clients.matchAll.bind(self.clients)
      self.clients.matchAll = async (options) => (options.includeUncontrolled ? await all(options) : [])
    })
  await until(async () => {
    await lookAway()
    await deliver(push)
    return (await shown(worker)).length === 1
  }, 'a notification')
  assert.deepEqual(await shown(worker), [{ title: '林', body: '图片', tag: `conversation-${conversation}` }])
  await deliver({ ...push, kind: 'recalled', silent: true, sender: undefined })
  await until(async () => (await shown(worker))[0]?.body === '一条消息已被撤回', 'it is taken back')
  assert.equal((await shown(worker)).length, 1, 'in its place')

  await page.getByRole('link', { name: 'Settings' }).first().click()
  await page.waitForURL(`${url}/settings`)
  await click(worker)
  await page.waitForURL(`${url}/c/${conversation}`)
  await until(async () => (await shown(worker)).length === 0, 'the notification is gone')
}
