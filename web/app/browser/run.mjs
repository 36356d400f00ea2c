// Drives the built messenger in a real browser against a running server. PARLEY_URL says which; the first failure ends it.
import process from 'node:process'
import { chromium } from 'playwright-core'
import { stage } from './stage.mjs'
import { accessible } from './scenarios/accessible.mjs'
import { chat } from './scenarios/chat.mjs'
import { group } from './scenarios/group.mjs'
import { offline } from './scenarios/offline.mjs'
import { phone } from './scenarios/phone.mjs'
import { signIn } from './scenarios/sign-in.mjs'

const url = process.env.PARLEY_URL
if (!url) {
  throw new Error('PARLEY_URL is missing')
}
const browser = await chromium.launch({
  executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
})
try {
  for (const scenario of [signIn, chat, group, phone, offline, accessible]) {
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
