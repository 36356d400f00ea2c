import { groupOf, percentile, throttle } from '../rig.mjs'

const MESSAGES = 100_000
const SECONDS = 10
const SPEED = 3_000
/** One frame of a screen, as the clock of a page tells it; and two on a slow device. */
const FRAME_MS = 17
const SLOW_FRAME_MS = 32

/** Makes the copy of a conversation that long: short words, several lines, links and code, of two people. */
const lengthen = async ([id, me, other, count]) => {
  const [{ name }] = (await indexedDB.databases()).filter((one) => one.name.startsWith('parley-'))
  const opening = indexedDB.open(name)
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)))
  const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)))
  const stores = database.transaction(['logs', 'conversations'], 'readwrite')
  const log = await done(stores.objectStore('logs').get(id))
  const conversation = await done(stores.objectStore('conversations').get(id))
  const model = log.messages.at(-1)
  const words = 'the river was high that spring and nobody crossed it before the ice had gone'.split(' ')
  const text = (i) => {
    const line = Array.from({ length: 1 + ((i * 7919) % 60) }, (_, k) => words[(i + k) % words.length]).join(' ')
    return i % 17 === 0 ? `${line}\nhttps://example.com/${i}\n\`code ${i}\`` : i % 5 === 0 ? `${line}\n${line}` : line
  }
  const start = Date.now() - count * 40_000
  log.messages = Array.from({ length: count }, (_, i) => ({
    ...model,
    seq: i + 1,
    id: `m${i}`,
    rev: i + 1,
    client_msg_id: `c${i}`,
    sender_id: i % 3 === 0 ? me : other,
    kind: 'text',
    system: null,
    text: text(i),
    sent_at: new Date(start + i * 40_000).toISOString(),
  }))
  log.hasBefore = false
  log.rev = count
  stores.objectStore('logs').put(log)
  const read = { read_seq: count, delivered_seq: count }
  stores.objectStore('conversations').put({
    ...conversation,
    last_seq: count,
    last_rev: count,
    unread: 0,
    me: { ...conversation.me, ...read },
  })
  await new Promise((resolve) => (stores.oncomplete = resolve))
  database.close()
}

const watchFrames = () => {
  globalThis.frames = []
  let last = performance.now()
  const frame = (now) => {
    globalThis.frames.push(now - last)
    last = now
    globalThis.watching = requestAnimationFrame(frame)
  }
  globalThis.watching = requestAnimationFrame(frame)
}

const scroll = async (page, client) => {
  const box = await page.getByRole('group').last().boundingBox()
  await page.evaluate(watchFrames)
  await client.send('Input.synthesizeScrollGesture', {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    yDistance: SPEED * SECONDS,
    speed: SPEED,
    gestureSourceType: 'mouse',
  })
  return page.evaluate(() => {
    cancelAnimationFrame(globalThis.watching)
    return globalThis.frames.slice(1)
  })
}

/** Scrolls back through a hundred thousand messages on a page that is four times slower; the server is stopped. */
export const longScroll = async ({ person, signedIn, gate }) => {
  const [ada, lin] = [await person('Ada'), await person('Lin')]
  const { id } = await groupOf(ada, [lin], 'Long')
  await lin.says(id, 'The first of many')
  const { context, page } = await signedIn(ada)
  await page.locator('[data-row]').first().click()
  await page.locator('article').first().waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.waitForTimeout(1_000) // the copy is written
  const address = page.url()
  await gate.shut()
  await page.goto('about:blank')
  const second = await context.newPage()
  await second.goto(address.replace(/\/c\/.*/, '/settings'))
  await second.evaluate(lengthen, [id, ada.id, lin.id, MESSAGES])
  await second.close()
  const reading = await context.newPage()
  const before = Date.now()
  await reading.goto(address)
  await reading.locator('article').first().waitFor()
  const opened = Date.now() - before
  const client = await throttle(reading, 4)
  const frames = await scroll(reading, client)
  await throttle(reading, 1)
  const fast = await scroll(reading, client)
  await context.close()
  await gate.open()
  return [
    { what: `Page opened at a conversation of ${MESSAGES.toLocaleString('en')} messages held here`, value: opened, unit: 'ms' },
    { what: 'Scrolling through it, page 4 × slower: frame p50', value: percentile(frames, 50), unit: 'ms' },
    { what: '– frame p99', value: percentile(frames, 99), unit: 'ms', aim: SLOW_FRAME_MS },
    { what: '– the longest frame', value: percentile(frames, 100), unit: 'ms' },
    { what: 'Scrolling through it, full speed: frame p99', value: percentile(fast, 99), unit: 'ms', aim: FRAME_MS },
  ]
}
