import process from 'node:process'
import { chromium } from 'playwright-core'
import { stage } from './stage.mjs'

const act = async (scenario, browser, url) => {
  const scene = stage(browser, url)
  try {
    await scenario(scene)
    await scene.check()
  } catch (error) {
    await scene.picture(scenario.name)
    throw error
  } finally {
    await scene.close()
  }
}

/**
 * Plays scenarios in one browser, against the server at PARLEY_URL. One that fails is told and played once more, since a browser on a busy machine may
 * be later than a scenario thought; the first that fails twice ends it.
 */
export const play = async (scenarios) => {
  const url = process.env.PARLEY_URL
  if (!url) {
    throw new Error('PARLEY_URL is missing')
  }
  const only = process.argv.slice(2)
  const browser = await chromium.launch({
    executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })
  try {
    for (const scenario of scenarios.filter(({ name }) => only.length === 0 || only.includes(name))) {
      const begun = Date.now()
      try {
        await act(scenario, browser, url)
      } catch (error) {
        console.log(`failed ${scenario.name}, once more with other people`, error)
        await act(scenario, browser, url)
      }
      console.log(`ok ${scenario.name} in ${((Date.now() - begun) / 1000).toFixed(1)} s`)
    }
  } finally {
    await browser.close()
  }
}
