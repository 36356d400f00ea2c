import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PASSWORD = 'seven quiet otters swim'

/** Browsers of people, and what went wrong in them. */
export const stage = (browser, url) => {
  const contexts = []
  const faults = []

  const open = async (options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, locale: 'en-US', ...options })
    context.setDefaultTimeout(20_000)
    contexts.push(context)
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
      })
    })
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(String(error.stack ?? error)))
    page.on('console', (message) => {
      if (/CSP |Content Security Policy|TrustedHTML/.test(message.text())) {
        faults.push(message.text())
      }
    })
    return page
  }

  /** Somebody new, signed in. */
  const person = async (name, options = {}) => {
    const page = await open(options)
    const username = `${name.toLowerCase()}_${randomBytes(4).toString('hex')}`
    await page.goto(`${url}/register`)
    await page.locator('input[autocomplete=name]').fill(name)
    await page.locator('input[autocomplete=username]').fill(username)
    await page.locator('input[autocomplete=new-password]').fill(PASSWORD)
    await page.locator('button[type=submit]').click()
    await page.getByRole('heading', { level: 1, name: /^(Chats|聊天)$/ }).waitFor()
    return { page, name, username, password: PASSWORD }
  }

  return {
    url,
    open,
    person,
    check: async () => assert.deepEqual(faults, []),
    picture: async (name) => {
      const pages = contexts.flatMap((context) => context.pages())
      await Promise.all(
        pages.map((page, i) =>
          page.screenshot({ path: join(tmpdir(), `parley-${name}-${i}.png`) }).catch(() => undefined),
        ),
      )
    },
    close: () => Promise.all(contexts.map((context) => context.close())),
  }
}

/** Begins a conversation with somebody by their username. */
export const begin = async (page, username) => {
  await page
    .getByRole('button', { name: /^(New chat|新聊天)$/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(username)
  await dialog.getByRole('button', { name: `@${username}` }).click()
  await composer(page).waitFor()
}

export const composer = (page) => page.locator('main textarea')

export const say = async (page, text) => {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** The message of a text in the open conversation. */
export const message = (page, text) => page.locator('article', { hasText: text })

/** Waits until a message has come so far. */
export const progress = (page, text, state) => message(page, text).locator(`[data-progress=${state}]`).waitFor()

/** A row of the list. */
export const row = (page, name) => page.locator('[data-row]', { hasText: name })
