import { createHash, createHmac } from 'node:crypto'
import { request } from 'node:http'
import process from 'node:process'

const given = (name: string): string => {
  const value = process.env[name]
  if (!value) {
    throw new Error(`${name} is missing`)
  }
  return value
}

/** The app that the tests talk to, on this machine. */
export const app = {
  id: given('PUSHER_APP_ID'),
  key: given('PUSHER_KEY'),
  secret: given('PUSHER_SECRET'),
  host: '127.0.0.1',
  port: Number(given('PUSHER_PORT')),
}

const hmac = (text: string): string => createHmac('sha256', app.secret).update(text).digest('hex')

/** By Node itself, as the page that the tests draw in keeps to the rules for pages. */
const call = (method: string, path: string, body: string | null): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const headers = body === null ? {} : { 'Content-Type': 'application/json' }
    const asked = request({ host: app.host, port: app.port, method, path, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (more: string) => (text += more))
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(`${answer.statusCode} ${text}`)),
      )
    })
    asked.on('error', reject)
    asked.end(body ?? undefined)
  })

const signed = (method: string, path: string, body: string | null, query: string[]): Promise<unknown> => {
  const whole = `/apps/${app.id}${path}`
  const md5 = body === null ? [] : [`body_md5=${createHash('md5').update(body).digest('hex')}`]
  const words = [
    `auth_key=${app.key}`,
    `auth_timestamp=${Math.floor(Date.now() / 1000)}`,
    'auth_version=1.0',
    ...md5,
    ...query,
  ].sort()
  const signature = hmac([method, whole, words.join('&')].join('\n'))
  return call(method, `${whole}?${words.join('&')}&auth_signature=${signature}`, body)
}

/** Publishes as a back end does. */
export const publish = (channel: string, event: string, data: unknown): Promise<unknown> =>
  signed('POST', '/events', JSON.stringify({ name: event, channels: [channel], data: JSON.stringify(data) }), [])

/** How many subscriptions to a channel the server counts. */
export const subscriptions = async (channel: string): Promise<number> => {
  const { subscription_count: count } = (await signed('GET', `/channels/${channel}`, null, [
    'info=subscription_count',
  ])) as { subscription_count?: number }
  return count ?? 0
}

export const signatureOf = (socketId: string, channel: string): string => `${app.key}:${hmac(`${socketId}:${channel}`)}`
