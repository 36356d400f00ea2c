import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { openGate } from '../../web/app/browser/gate.mjs'

const { chromium } = createRequire(new URL('../../web/app/package.json', import.meta.url))('playwright-core')

const PASSWORD = 'seven quiet otters swim'

/** A server on a fresh folder; its address, once it says so. */
const startServer = async () => {
  const data = mkdtempSync(join(tmpdir(), 'parley-bench-web-'))
  const [command, ...given] = (process.env.PARLEY_SERVE ?? './parley serve').split(' ')
  const server = spawn(command, [...given, '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise((resolve, reject) => {
    let said = ''
    server.stdout.on('data', (bytes) => {
      said += bytes
      const found = /http:\/\/[\w.-]+:\d+/.exec(said)
      if (found !== null) {
        resolve(found[0].replace('localhost', '127.0.0.1'))
      }
    })
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
  const end = async () => {
    const ended = new Promise((resolve) => server.on('exit', resolve))
    server.kill()
    await ended
    rmSync(data, { recursive: true, force: true })
  }
  return { url, end }
}

/** Somebody who calls the API. */
const caller = async (url, name) => {
  const call = async (method, path, body, headers) => {
    const answer = await fetch(url + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    }
    return text === '' ? undefined : JSON.parse(text)
  }
  const username = `${name}_${randomUUID().slice(0, 8)}`
  const body = { username, password: PASSWORD, display_name: name }
  const { user, access_token: token } = await call('POST', '/api/auth/register', body)
  const does = (method, path, given) => call(method, path, given, { Authorization: `Bearer ${token}` })
  const says = (id, text) =>
    does('POST', `/api/conversations/${id}/messages`, { client_msg_id: randomUUID(), text })
  return { id: user.id, username, does, says }
}

/** Server, gate, browser, and the people in it. */
export const rig = async () => {
  const server = await startServer()
  const gate = await openGate(server.url)
  const browser = await chromium.launch({
    executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })

  /** A browser of its own in which a person is signed in; `page` shows the list. */
  const signedIn = async (who) => {
    const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, locale: 'en-US' })
    context.setDefaultTimeout(60_000)
    const page = await context.newPage()
    await page.goto(`${gate.url}/login`)
    await page.getByLabel('Username or email').fill(who.username)
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { level: 1, name: 'Chats' }).waitFor()
    return { context, page }
  }

  return {
    url: gate.url,
    gate,
    browser,
    version: browser.version(),
    person: (name) => caller(server.url, name),
    signedIn,
    end: async () => {
      await browser.close()
      await gate.shut()
      await server.end()
    },
  }
}

/** Slows the page's processor down by so many times. */
export const throttle = async (page, times) => {
  const client = await page.context().newCDPSession(page)
  await client.send('Emulation.setCPUThrottlingRate', { rate: times })
  return client
}

/** The value below which so many per cent of the samples lie. */
export const percentile = (samples, percent) => {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)]
}

export const median = (samples) => percentile(samples, 50)

/** A group of one person and others, by the API. */
export const groupOf = (owner, others, title) =>
  owner.does('POST', '/api/conversations', { kind: 'group', title, member_ids: others.map(({ id }) => id) })
