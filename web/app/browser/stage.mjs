import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openGate } from './gate.mjs'

const PASSWORD = 'seven quiet otters swim'

/** Browsers of people, and what went wrong in them. */
export const stage = (browser, url) => {
  const contexts = []
  const gates = []
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
    return watched(await context.newPage())
  }

  const watched = (page) => {
    page.on('pageerror', (error) => faults.push(String(error.stack ?? error)))
    page.on('console', (message) => {
      if (/CSP |Content Security Policy|TrustedHTML/.test(message.text())) {
        faults.push(message.text())
      }
    })
    return page
  }

  /** One more tab of the same browser. */
  const tab = async (page, address) => {
    const another = watched(await page.context().newPage())
    await another.goto(address)
    return another
  }

  /** A gate before the server, for those who are to come to it that way. */
  const gate = async () => {
    const opened = await openGate(url)
    gates.push(opened)
    return opened
  }

  /** Somebody new, signed in. */
  const person = async (name, { origin = url, lacking, ...options } = {}) => {
    const page = await open(options)
    if (lacking !== undefined) {
      await page.addInitScript((what) => delete globalThis[what], lacking)
    }
    const username = `${name.toLowerCase()}_${randomBytes(4).toString('hex')}`
    await page.goto(`${origin}/register`)
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
    tab,
    gate,
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
    close: async () => {
      await Promise.all(contexts.map((context) => context.close()))
      await Promise.all(gates.map((one) => one.shut()))
    },
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

/** Waits for what no element of a page shows. */
export const until = async (holds, what) => {
  for (let i = 0; i < 200; i++) {
    if (await holds()) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail(`in vain: ${what}`)
}

/** How many sockets the server counts. */
export const connections = async (url) => {
  const numbers = await (await fetch(`${url}/metrics`)).text()
  return Number(/^parley_node_connections (\S+)$/m.exec(numbers)?.[1])
}

/** The names of the copies on this device. */
export const copies = (page) =>
  page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith('parley-')),
  )

/** The texts of all messages in the copy on this device. */
export const keptTexts = (page) =>
  page.evaluate(async () => {
    const name = (await indexedDB.databases()).map((one) => one.name).find((one) => one.startsWith('parley-'))
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const logs = await new Promise((resolve) => {
      const reading = database.transaction('logs').objectStore('logs').getAll()
      reading.onsuccess = () => resolve(reading.result)
    })
    database.close()
    return logs.flatMap((log) => log.messages.map((one) => one.text))
  })
