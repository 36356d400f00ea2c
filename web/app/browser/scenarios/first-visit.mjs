import assert from 'node:assert/strict'
import { apiOf } from '../api.mjs'
import { copies, row } from '../stage.mjs'

/** Workers start when the test says so; until then what is said to them waits. */
const holdWorkers = () => {
  const Real = globalThis.SharedWorker
  const held = []
  globalThis.startWorkers = () =>
    held.splice(0).forEach(({ given, far }) => {
      const { port } = new Real(...given)
      port.onmessage = ({ data }) => far.postMessage(data)
      far.onmessage = ({ data }) => port.postMessage(data)
    })
  globalThis.SharedWorker = class {
    constructor(...given) {
      const { port1, port2 } = new MessageChannel()
      this.port = port1
      held.push({ given, far: port2 })
    }
  }
}

/** On a device that has no copy yet the list is there before the engine, which then follows what is new. */
export const firstVisit = async ({ url, person, open }) => {
  const [ada, lin] = await Promise.all([person('Ada'), person('Lin')])
  const [asAda, asLin] = await Promise.all([apiOf(url, ada), apiOf(url, lin)])
  const club = await asLin.group('River club', [asAda.id])
  await asLin.send(club, 'The boat leaves at nine')
  await row(ada.page, 'River club').getByText('Lin: The boat leaves at nine').waitFor()
  const storageState = await ada.page.context().storageState()
  await ada.page.context().close() // its cookie is good for one start

  const page = await open({ storageState })
  await page.addInitScript(holdWorkers)
  await page.goto(url)
  await row(page, 'River club').getByText('Lin: The boat leaves at nine').waitFor()
  assert.deepEqual(await copies(page), [], 'only the engine makes a copy')
  await asLin.send(club, 'At ten, that is')
  await page.evaluate(() => globalThis.startWorkers())
  await row(page, 'River club').getByText('Lin: At ten, that is').waitFor()
}
