import { Problem } from '../api/problem'
import type { Account } from '../api/types'
import type { Messenger } from '../engine/messenger'
import type { Access } from '../session/access'
import { emptyState, type State } from '../state/state'
import { patched } from './difference'
import { type Order, ORDERS, type PlainProblem, type Question, QUESTIONS, type ToEngine, type ToPage } from './protocol'

interface Asked {
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

export interface PageParts {
  me: Account
  access: (refused: string | null) => Promise<Access>
  /** The engine is gone, such as after a crash of its process. */
  onLost: () => void
}

/** The engine as a page sees it: its state, as it is told, and its methods. */
export interface SharedMessenger extends Pick<Messenger, Order | Question | 'subscribe' | 'snapshot'> {
  /** Talks through this port from now on. */
  attach: (port: MessagePort) => void
  /** The page is here again after it was put aside. */
  hello: () => void
  bye: () => void
  /** Ends it; if the session has ended, everywhere and with everything that is kept. */
  leave: (sessionEnded: boolean) => void
}

/** One page's end of the port. */
class Page {
  readonly #parts: PageParts
  #state: State
  #port: MessagePort | null = null
  #last = 0
  readonly #asked = new Map<number, Asked>()
  readonly #listeners = new Set<() => void>()

  constructor(parts: PageParts) {
    this.#parts = parts
    this.#state = emptyState(parts.me)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): State => this.#state

  readonly attach = (port: MessagePort): void => {
    this.#failAll()
    this.#port?.close()
    this.#port = port
    port.onmessage = (event: MessageEvent<ToPage>) => this.#heard(event.data)
    port.addEventListener('close', () => {
      if (this.#port === port) {
        this.#parts.onLost()
      }
    })
    this.hello()
  }

  readonly hello = (): void => this.#post({ kind: 'hello', account: this.#state.me })

  readonly bye = (): void => this.#post({ kind: 'bye' })

  readonly leave = (sessionEnded: boolean): void => {
    this.#post({ kind: sessionEnded ? 'out' : 'bye' })
    this.#port?.close()
    this.#port = null
    this.#failAll()
  }

  tell(name: Order, given: readonly unknown[]): void {
    this.#post({ kind: 'tell', name, given })
  }

  ask(name: Question, given: readonly unknown[]): Promise<unknown> {
    if (this.#port === null) {
      return Promise.reject(errorOf(null))
    }
    return new Promise((resolve, reject) => {
      const id = ++this.#last
      this.#asked.set(id, { resolve, reject })
      this.#post({ kind: 'ask', id, name, given })
    })
  }

  #post(message: ToEngine): void {
    this.#port?.postMessage(message)
  }

  #heard(message: ToPage): void {
    switch (message.kind) {
      case 'state':
        this.#set(message.state)
        break
      case 'patch':
        this.#set(patched(this.#state, message.patch))
        break
      case 'done':
        this.#take(message.id)?.resolve(message.value)
        break
      case 'failed':
        this.#take(message.id)?.reject(errorOf(message.problem))
        break
      case 'need-access':
        void this.#parts
          .access(message.refused)
          .catch(() => null)
          .then((access) => this.#post({ kind: 'access', access }))
        break
    }
  }

  #set(state: State): void {
    this.#state = state
    this.#listeners.forEach((listener) => listener())
  }

  #take(id: number): Asked | undefined {
    const asked = this.#asked.get(id)
    this.#asked.delete(id)
    return asked
  }

  #failAll(): void {
    this.#asked.forEach(({ reject }) => reject(errorOf(null)))
    this.#asked.clear()
  }
}

/** What was no answer of the server is as a failure of the network. */
const errorOf = (plain: PlainProblem | null): Error =>
  plain === null
    ? new TypeError('not reached')
    : new Problem(plain.status, plain.code, plain.detail, plain.fields, plain.retryAfterMs)

/** A page's messenger. It needs a port to an engine. */
export const sharedMessenger = (parts: PageParts): SharedMessenger => {
  const page = new Page(parts)
  const methods = [
    ...ORDERS.map((name) => [name, (...given: unknown[]) => page.tell(name, given)] as const),
    ...QUESTIONS.map((name) => [name, (...given: unknown[]) => page.ask(name, given)] as const),
  ]
  const { subscribe, snapshot, attach, hello, bye, leave } = page
  // The lists say by their types that each name is a method of the engine; that all of them are here the compiler cannot see.
  return { ...Object.fromEntries(methods), subscribe, snapshot, attach, hello, bye, leave } as SharedMessenger
}
