import process from 'node:process'
import { chromium } from 'playwright-core'
import { stage } from './stage.mjs'

/** Plays scenarios in one browser, against the server at PARLEY_URL; the first failure ends it. */
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
      const scene = stage(browser, url)
      try {
        await scenario(scene)
        await scene.check()
        console.log(`ok ${scenario.name}`)
      } catch (error) {
        await scene.picture(scenario.name)
        throw error
      } finally {
        await scene.close()
      }
    }
  } finally {
    await browser.close()
  }
}
