import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { begin, message, say } from '../stage.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Lets axe look at the page as it is now. */
export const look = async (page, where) => {
  // what still fades in is not there yet for it
  await page.waitForFunction(() => {
    const isEndless = (one) => one.effect?.getComputedTiming().endTime === Infinity
    return document.getAnimations().every((one) => one.playState !== 'running' || isEndless(one))
  })
  const client = await page.context().newCDPSession(page)
  // by the debugger, as the page's own policy lets no strange script in
  await client.send('Runtime.evaluate', { expression: axe })
  const { result } = await client.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
      .then((found) => JSON.stringify(found.violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 160))])))`,
    awaitPromise: true,
    returnByValue: true,
  })
  assert.equal(result.value, '[]', where)
}

/** No rule of WCAG 2.2 AA that a machine can check is broken, in either theme. */
export const accessible = async ({ url, person }) => {
  for (const colorScheme of ['light', 'dark']) {
    const [ada, lin] = await Promise.all([person('Ada', { colorScheme, reducedMotion: 'reduce' }), person('Lin')])
    const { page } = ada
    await look(page, `empty list, ${colorScheme}`)
    await begin(page, lin.username)
    await say(page, 'Is this readable? https://example.com `code`')
    await begin(lin.page, ada.username)
    await say(lin.page, 'Yes')
    await message(page, 'Yes').waitFor()
    await look(page, `chat, ${colorScheme}`)
    await page.goto(`${url}/settings`)
    await page.getByText('This device ·').waitFor()
    await look(page, `settings, ${colorScheme}`)
  }
}
