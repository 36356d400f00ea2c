import { groupOf, median, percentile, throttle } from '../rig.mjs'

const TIMES = 5
const AIM_MS = 1_500
/** A slow line of the fourth generation, as web developers' tools have it: round trip in ms, bytes a second. */
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }

const SHOWN = 'shown '

/** The page itself says when: who asks it from outside has it run scripts that no visitor brings along. */
const tellWhenShown = (seen) => {
  const watching = new MutationObserver(() => {
    if (document.querySelector(seen) !== null) {
      watching.disconnect()
      requestAnimationFrame(() => setTimeout(() => console.debug(`shown ${performance.now()}`)))
    }
  })
  watching.observe(document, { childList: true, subtree: true })
}

/** First visits on a slow line and a page that is four times slower: to the form to sign in, and to the list of somebody signed in. */
export const slowStart = async ({ person, signedIn, browser, url }) => {
  const [ada, lin] = [await person('Ada'), await person('Lin')]
  await lin.says((await groupOf(lin, [ada], 'River')).id, 'The boat leaves at nine')
  /** A session of its own for each visit, as its cookie is good for one start. */
  const cookies = async () => {
    const { context } = await signedIn(ada)
    const storageState = await context.storageState()
    await context.close()
    return { storageState }
  }
  const visits = async (options, path, seen) => {
    const times = []
    for (let i = 0; i < TIMES; i++) {
      const fresh = await browser.newContext({ ...(await options()), serviceWorkers: 'block' })
      const first = await fresh.newPage()
      await first.addInitScript(tellWhenShown, seen)
      const shown = first.waitForEvent('console', (message) => message.text().startsWith(SHOWN))
      const client = await throttle(first, 4)
      await client.send('Network.enable')
      await client.send('Network.emulateNetworkConditions', LINE)
      await first.goto(url + path, { waitUntil: 'commit' })
      times.push(Number((await shown).text().slice(SHOWN.length)))
      await fresh.close()
    }
    return times
  }
  const form = await visits(async () => ({}), '/login', 'input[autocomplete=username]')
  const list = await visits(cookies, '/', '[data-row]')
  return [
    { what: 'First visit on slow 4G, page 4 × slower: form to sign in, median of 5', value: median(form), unit: 'ms', aim: AIM_MS },
    { what: '– list of somebody signed in, median of 5', value: median(list), unit: 'ms', aim: AIM_MS },
    { what: '– the slowest', value: percentile(list, 100), unit: 'ms' },
  ]
}
