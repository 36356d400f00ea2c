import { groupOf, throttle } from '../rig.mjs'

const MESSAGES = 1_000
const MINUTE_MS = 60_000
const SENDERS = 4
const AIM_MS = 50

/** A browser tells of tasks from 50 ms on; shorter ones are held anyway. */
const watchTasks = () => {
  globalThis.tasks = []
  new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe(
    { entryTypes: ['longtask'] },
  )
}

const minute = async (senders, id) => {
  const begun = Date.now()
  const sent = []
  for (let i = 0; i < MESSAGES; i++) {
    const wait = begun + (i * MINUTE_MS) / MESSAGES - Date.now()
    if (wait > 0) {
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
    sent.push(senders[i % senders.length].says(id, `Message ${i} of a busy minute, which is a line of words`))
  }
  await Promise.all(sent)
}

const rowsOf = async ({ person, signedIn, url }, rate, what, aim) => {
  const ada = await person('Ada')
  const senders = await Promise.all(Array.from({ length: SENDERS }, (_, i) => person(`Sender${i}`)))
  const { id } = await groupOf(ada, senders, 'Busy')
  const { context, page } = await signedIn(ada)
  await page.goto(`${url}/c/${id}`)
  await page.locator('main textarea').waitFor()
  await throttle(page, rate)
  await page.waitForTimeout(3_000) // what a start still does
  await page.evaluate(watchTasks)
  await minute(senders, id)
  await page.getByText(`Message ${MESSAGES - 1} of a busy minute`).last().waitFor()
  const tasks = await page.evaluate(() => globalThis.tasks)
  await context.close()
  return [
    { what: `${what}: longest task (0: none of 50 ms)`, value: Math.max(0, ...tasks), unit: 'ms', aim },
    { what: '– tasks longer than 50 ms', value: tasks.length, unit: '' },
  ]
}

/** A thousand messages in a minute come into the open conversation. */
export const busyMinute = async (place) => [
  ...(await rowsOf(place, 1, '1,000 messages in a minute', AIM_MS)),
  ...(await rowsOf(place, 4, '1,000 messages in a minute, page 4 × slower', null)),
]
