import { type Api, apiOf, type Fetch, unwrap } from '../api/client'
import { isPassing, Problem } from '../api/problem'
import type { Account, SignedIn } from '../api/types'
import { type Access, isGood, signing } from './access'
import { csrfToken } from './cookies'
import { ACCOUNT_KEY, knownAccount } from './known'

/** Where a session stands. `offline` means: signed in as far as known, but not asked yet. */
export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-out'; readonly ended: boolean }
  | { readonly kind: 'signed-in'; readonly account: Account; readonly offline: boolean }

export interface SessionParts {
  origin: string
  fetch: Fetch
  cookies: () => string
  /** What the list of devices calls this one. */
  device: string
  memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  locks: Pick<LockManager, 'request'> | null
  tabs: BroadcastChannel | null
}

type TabMessage = { kind: 'access'; access: Access } | { kind: 'out'; ended: boolean } | { kind: 'in' }

const DEVICE_KEY = 'parley:device'

/**
 * Who is signed in here. The refresh token lives in a cookie that no script can read, the access token in memory only.
 * One tab at a time refreshes; the others are told.
 */
export class Session {
  readonly api: Api
  readonly #parts: SessionParts
  #state: SessionState = { kind: 'starting' }
  #access: Access | null = null
  #refreshing: Promise<void> | null = null
  readonly #listeners = new Set<() => void>()

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.api = apiOf(parts.origin, signing(parts.fetch, this.access))
    parts.tabs?.addEventListener('message', (event: MessageEvent<TabMessage>) => this.#told(event.data))
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): SessionState => this.#state

  /** Finds out who is signed in, from the cookie; without a network, from what was known last. */
  async start(): Promise<void> {
    if (csrfToken(this.#parts.cookies()) === null) {
      this.#forget(false)
      return
    }
    const known = knownAccount(this.#parts.cookies(), this.#parts.memory)
    if (known !== null) {
      this.#set({ kind: 'signed-in', account: known, offline: true })
    }
    try {
      await this.reach()
    } catch (error) {
      if (known === null && isPassing(error)) {
        this.#forget(false)
      }
    }
  }

  /** Asks the server who this is, after a start without a network. */
  async reach(): Promise<void> {
    await this.refresh()
    const account = await unwrap(this.api.GET('/api/me'))
    this.#remember(account)
  }

  /** The code is of the second factor, where that is on. */
  async signIn(identifier: string, password: string, code: string | null = null): Promise<void> {
    const body = { identifier, password, code, ...this.#device() }
    this.#began(await this.#public('/api/auth/login', body))
  }

  /** Where to sign in at a provider; the browser comes back signed in. */
  async wayTo(provider: string): Promise<string> {
    const { device, device_id } = this.#device()
    const params = { path: { provider } }
    return (await unwrap(this.#open().POST('/api/auth/providers/{provider}', { params, body: { device, device_id } })))
      .url
  }

  /** Ends a sign-in at a provider that lacks the code of the second factor. */
  async completeSignIn(ticket: string, code: string): Promise<void> {
    this.#began(await unwrap(this.#open().POST('/api/auth/second-factor', { body: { ticket, code } })))
  }

  /** Signs in with a passkey; the authenticator is asked in between. */
  async signInWithPasskey(ask: (options: unknown) => Promise<Record<string, unknown>>): Promise<void> {
    const { flow, options } = await unwrap(this.#open().POST('/api/auth/passkey'))
    const body = { flow, credential: await ask(options), ...this.#device() }
    this.#began(await unwrap(this.#open().POST('/api/auth/passkey/sign-in', { body })))
  }

  async register(given: { username: string; password: string; displayName: string; locale: string }): Promise<void> {
    const { username, password, displayName, locale } = given
    const body = { username, password, display_name: displayName || null, locale, ...this.#device() }
    this.#began(await this.#public('/api/auth/register', body))
  }

  #device(): { mode: string; device: string; device_id: string | null } {
    return { mode: 'cookie', device: this.#parts.device, device_id: this.#parts.memory.getItem(DEVICE_KEY) }
  }

  async signOut(): Promise<void> {
    await this.#withCookie('/api/auth/logout')
    this.#forget(false)
    this.#tell({ kind: 'out', ended: false })
  }

  /** Takes over a changed profile. */
  changed(account: Account): void {
    this.#remember(account)
  }

  /** A token to sign with, other than the one that the server has refused. */
  readonly access = async (refused: string | null): Promise<Access> => {
    if (!isGood(this.#access, refused)) {
      await this.refresh()
    }
    if (this.#access === null) {
      throw new Problem(401, 'session-ended', 'The session has ended.', [], null)
    }
    return this.#access
  }

  /** Gets a new access token; several callers share one request, and tabs take turns. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refreshInTurn().finally(() => {
      this.#refreshing = null
    })
    return this.#refreshing
  }

  async #refreshInTurn(): Promise<void> {
    const before = this.#access?.token
    const turn = async (): Promise<void> => {
      if (isGood(this.#access, before ?? null)) {
        return // another tab was first
      }
      await this.#refreshNow()
    }
    const { locks } = this.#parts
    await (locks === null ? turn() : locks.request('parley-refresh', turn))
  }

  async #refreshNow(): Promise<void> {
    const response = await this.#withCookie('/api/auth/refresh')
    if (response.ok) {
      const renewed = (await response.json()) as SignedIn
      this.#hold(renewed)
      this.#parts.memory.setItem(DEVICE_KEY, renewed.device_id) // a provider may have led here
      return
    }
    if (response.status === 401 || response.status === 403) {
      const wasIn = this.#state.kind === 'signed-in'
      this.#forget(wasIn)
      this.#tell({ kind: 'out', ended: wasIn })
      throw new Problem(response.status, 'session-ended', 'The session has ended.', [], null)
    }
    throw new Problem(response.status, 'refresh-failed', 'The server did not answer.', [], null)
  }

  #withCookie(path: string): Promise<Response> {
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken(this.#parts.cookies()) ?? '' }
    const { origin, fetch } = this.#parts
    return fetch(new Request(origin + path, { method: 'POST', headers, body: '{}', credentials: 'same-origin' }))
  }

  #public(path: '/api/auth/login' | '/api/auth/register', body: Record<string, string | null>): Promise<SignedIn> {
    return unwrap<SignedIn>(this.#open().POST(path, { body }))
  }

  #open(): Api {
    return apiOf(this.#parts.origin, this.#parts.fetch)
  }

  #began(signedIn: SignedIn): void {
    this.#hold(signedIn)
    this.#parts.memory.setItem(DEVICE_KEY, signedIn.device_id)
    if (signedIn.user) {
      this.#remember(signedIn.user)
      this.#tell({ kind: 'in' })
    }
  }

  #hold(signedIn: SignedIn): void {
    this.#access = { token: signedIn.access_token, expiresAt: Date.parse(signedIn.access_expires_at) }
    this.#tell({ kind: 'access', access: this.#access })
  }

  #told(message: TabMessage): void {
    if (message.kind === 'access') {
      this.#access = message.access
    } else if (message.kind === 'out') {
      this.#forget(message.ended)
    } else if (this.#state.kind === 'signed-out') {
      void this.start()
    }
  }

  #tell(message: TabMessage): void {
    this.#parts.tabs?.postMessage(message)
  }

  #remember(account: Account): void {
    this.#parts.memory.setItem(ACCOUNT_KEY, JSON.stringify(account))
    this.#set({ kind: 'signed-in', account, offline: false })
  }

  #forget(ended: boolean): void {
    this.#access = null
    this.#parts.memory.removeItem(ACCOUNT_KEY)
    this.#set({ kind: 'signed-out', ended })
  }

  #set(state: SessionState): void {
    this.#state = state
    this.#listeners.forEach((listener) => listener())
  }
}
