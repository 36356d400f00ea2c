import process from 'node:process'
import type { Account } from '../../src/api/types'

/** The server that the histories happen on. */
export const ORIGIN = new URL(process.env['PARLEY_URL'] ?? 'http://127.0.0.1:8080').origin

const PASSWORD = 'seven green Ladders'

/** The server did not do it. */
export class Refused extends Error {}

/** A signed-in session, over a network without faults. */
export class Caller {
  readonly account: Account
  readonly token: string

  private constructor(account: Account, token: string) {
    this.account = account
    this.token = token
  }

  static register(username: string): Promise<Caller> {
    return Caller.#begin('register', { username, password: PASSWORD })
  }

  /** The same person on another device. */
  static signIn(username: string): Promise<Caller> {
    return Caller.#begin('login', { identifier: username, password: PASSWORD })
  }

  static async #begin(path: string, body: object): Promise<Caller> {
    const { user, access_token: token } = await exchange<{ user: Account; access_token: string }>(
      'POST',
      `/api/auth/${path}`,
      body,
      {},
    )
    return new Caller(user, token)
  }

  /** Another device of theirs. */
  again(): Promise<Caller> {
    return Caller.signIn(this.account.username)
  }

  call<T>(method: string, path: string, body?: object): Promise<T> {
    return exchange<T>(method, path, body, { Authorization: `Bearer ${this.token}` })
  }

  /** What signs a subscription. */
  async sign(socketId: string, channel: string): Promise<{ auth: string; channel_data?: string }> {
    const answer = await fetch(`${ORIGIN}/api/realtime/auth`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ socket_id: socketId, channel_name: channel }).toString(),
    })
    return (await answer.json()) as { auth: string; channel_data?: string }
  }
}

const exchange = async <T>(
  method: string,
  path: string,
  body: object | undefined,
  headers: Record<string, string>,
): Promise<T> => {
  const answer = await fetch(ORIGIN + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (answer.status >= 500) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  }
  if (!answer.ok) {
    throw new Refused(`${method} ${path}: ${answer.status} ${text}`)
  }
  return (text === '' ? null : JSON.parse(text)) as T
}
