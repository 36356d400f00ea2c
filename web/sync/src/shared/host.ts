import { type Api, apiOf, type Fetch } from '../api/client'
import { Problem } from '../api/problem'
import type { Account } from '../api/types'
import type { Messenger } from '../engine/messenger'
import { type Access, signing } from '../session/access'
import type { State } from '../state/state'
import { difference } from './difference'
import { Lender } from './lender'
import { OF_ONE_PAGE, type Order, plainOf, type Question, type ToEngine, type ToPage } from './protocol'

/** How long a page has to find a token, in milliseconds: one in the background may be frozen. */
const LEND_MS = 5_000

export interface HostParts {
  origin: string
  fetch: Fetch
  /** Makes the engine of an account; it is started here. */
  make: (me: Account, api: Api) => Messenger
}

/** A page at the other end of a port. */
class View {
  readonly id: number
  readonly #port: MessagePort
  #lent: (access: Access | null) => void = () => undefined
  heardAt = 0

  constructor(id: number, port: MessagePort) {
    this.id = id
    this.#port = port
  }

  post(message: ToPage): void {
    this.#port.postMessage(message)
  }

  askAccess(refused: string | null): Promise<Access | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), LEND_MS)
      this.#lent = (access) => {
        clearTimeout(timer)
        resolve(access)
      }
      this.post({ kind: 'need-access', refused })
    })
  }

  lent(access: Access | null): void {
    this.#lent(access)
  }
}

/** For what follows a change to be told with the next, in milliseconds: a page draws no faster. */
const TELL_MS = 24

interface Running {
  readonly account: Account
  readonly engine: Messenger
  readonly unsubscribe: () => void
  told: State
  /** Until the copy is read the engine knows nothing, and would ask the server for all of it. */
  readonly begun: Promise<void>
  /** While what changes waits. */
  timer: ReturnType<typeof setTimeout> | null
}

/**
 * Runs one engine for all pages of a browser: from the first that comes until the last has gone. Stands in a shared
 * worker, or in the page itself where there is none; it cannot tell.
 */
export class Host {
  readonly #parts: HostParts
  readonly #views = new Set<View>()
  #running: Running | null = null
  #count = 0
  #turn = 0

  constructor(parts: HostParts) {
    this.#parts = parts
  }

  connect(port: MessagePort): void {
    const view = new View(++this.#count, port)
    port.onmessage = (event: MessageEvent<ToEngine>) => {
      view.heardAt = ++this.#turn
      this.#heard(view, event.data)
    }
    port.addEventListener('close', () => this.#left(view)) // a page that crashed says nothing
  }

  #heard(view: View, message: ToEngine): void {
    switch (message.kind) {
      case 'hello':
        this.#joined(view, message.account)
        break
      case 'tell':
        void this.#order(view, message.name, message.given)
        break
      case 'ask':
        void this.#answer(view, message.id, message.name, message.given)
        break
      case 'access':
        view.lent(message.access)
        break
      case 'bye':
        this.#left(view)
        break
      case 'out':
        if (this.#views.has(view)) {
          void this.#end()
            ?.erase()
            .catch(() => undefined) // the next page that starts signed out erases too
        }
        break
    }
  }

  #joined(view: View, account: Account): void {
    if (this.#running !== null && this.#running.account.id !== account.id) {
      void this.#end()
        ?.erase()
        .catch(() => undefined)
    }
    const running = (this.#running ??= this.#begin(account))
    this.#tell(running)
    this.#views.add(view)
    view.post({ kind: 'state', state: running.told })
  }

  #begin(account: Account): Running {
    const lender = new Lender(() => [...this.#views].sort((a, b) => b.heardAt - a.heardAt))
    const api = apiOf(this.#parts.origin, signing(this.#parts.fetch, lender.access))
    const engine = this.#parts.make(account, api)
    const running: Running = {
      account,
      engine,
      told: engine.snapshot(),
      unsubscribe: engine.subscribe(() => this.#tellSoon(running)),
      begun: engine.start().catch(() => undefined),
      timer: null,
    }
    return running
  }

  /** Tells at once what comes alone, and together what comes close behind. */
  #tellSoon(running: Running): void {
    if (running.timer !== null) {
      return
    }
    this.#tell(running)
    running.timer = setTimeout(() => {
      running.timer = null
      if (running.told !== running.engine.snapshot()) {
        this.#tellSoon(running)
      }
    }, TELL_MS)
  }

  /** Tells the pages what changed since they were last told. */
  #tell(running: Running): void {
    const state = running.engine.snapshot()
    const patch = difference(running.told, state)
    running.told = state
    if (patch !== null) {
      this.#views.forEach((view) => view.post({ kind: 'patch', patch }))
    }
  }

  #left(view: View): void {
    if (this.#views.delete(view)) {
      this.#running?.engine.left(view.id)
      if (this.#views.size === 0) {
        void this.#end()?.stop()
      }
    }
  }

  /** Lets go of the engine and of all pages; the caller says how it ends. */
  #end(): Messenger | undefined {
    this.#running?.unsubscribe()
    clearTimeout(this.#running?.timer ?? undefined)
    const engine = this.#running?.engine
    this.#running = null
    this.#views.clear()
    return engine
  }

  async #order(view: View, name: Order, given: readonly unknown[]): Promise<void> {
    await this.#running?.begun
    if (this.#views.has(view)) {
      this.#call(view, name, given)
    }
  }

  async #answer(view: View, id: number, name: Question, given: readonly unknown[]): Promise<void> {
    const answer = await this.#ask(view, id, name, given)
    if (this.#running !== null) {
      this.#tell(this.#running) // who is told that it is done sees it done
    }
    view.post(answer)
  }

  async #ask(view: View, id: number, name: Question, given: readonly unknown[]): Promise<ToPage> {
    try {
      await this.#running?.begun
      if (!this.#views.has(view)) {
        throw new TypeError('this page has not said hello')
      }
      return { kind: 'done', id, value: await this.#call(view, name, given) }
    } catch (error) {
      return { kind: 'failed', id, problem: error instanceof Problem ? plainOf(error) : null }
    }
  }

  #call(view: View, name: Order | Question, given: readonly unknown[]): unknown {
    const engine = this.#running?.engine
    return engine && Reflect.apply(engine[name], engine, OF_ONE_PAGE.has(name) ? [...given, view.id] : given)
  }
}
