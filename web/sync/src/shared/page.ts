import { Problem } from '../api/problem'
import type { Account } from '../api/types'
import type { Messenger } from '../engine/messenger'
import type { Glance } from '../local/glance'
import type { Access } from '../session/access'
import { randomId } from '../random-id'
import { emptyState, type Pending, pendingFileOf, type Picked, pendingOf, put, type State } from '../state/state'
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
export interface SharedMessenger extends Pick<
  Messenger,
  Order | Exclude<Question, 'send' | 'sendFile'> | 'subscribe' | 'snapshot'
> {
  /** Writes a message; it is shown before this returns. */
  send: (id: string, text: string, replySeq: number | null) => void
  /**
   * Writes a message with a file; it is shown before this returns.
   *
   * @returns the message's name, by which `picked` knows the file until it is sent
   */
  sendFile: (id: string, blob: Blob, picked: Picked, text: string, replySeq: number | null) => string
  /** Shows this list until the engine shows one. */
  prime: (list: Glance) => void
  /** Talks through this port from now on, to an engine that has been greeted or is now. */
  attach: (port: MessagePort, greeted?: boolean) => void
  /** The page is here again after it was put aside. */
  hello: () => void
  bye: () => void
  /** Ends it; if the session has ended, everywhere and with everything that is kept. */
  leave: (sessionEnded: boolean) => void
}

/** What the engine tells, and behind it what it does not show yet. */
const withOwn = (told: State, own: readonly Pending[]): State => {
  let { pending } = told
  for (const one of own) {
    const waiting = pending.get(one.conversationId) ?? []
    if (!waiting.some((other) => other.clientMsgId === one.clientMsgId)) {
      pending = put(pending, one.conversationId, [...waiting, one])
    }
  }
  return pending === told.pending ? told : { ...told, pending }
}

/** What the engine tells, or the list that was seen before it knew any. */
const withList = (told: State, list: Glance | null): State =>
  told.ready || list === null
    ? told
    : {
        ...told,
        ready: true,
        conversations: new Map(list.conversations.map((one) => [one.id, one])),
        people: new Map(list.people.map((one) => [one.id, one])),
      }

/** One page's end of the port. */
class Page {
  readonly #parts: PageParts
  /** As the engine tells it. */
  #told: State
  /** Stands in for what the engine does not tell yet. */
  #list: Glance | null = null
  /** What was written here and the engine does not show yet. */
  #own: readonly Pending[] = []
  /** The files of these. */
  readonly #blobs = new Map<string, Blob>()
  #state: State
  #port: MessagePort | null = null
  #last = 0
  readonly #asked = new Map<number, Asked>()
  readonly #listeners = new Set<() => void>()

  constructor(parts: PageParts) {
    this.#parts = parts
    this.#told = emptyState(parts.me)
    this.#state = this.#told
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): State => this.#state

  readonly prime = (list: Glance): void => {
    if (!this.#told.ready) {
      this.#list = list
      this.#show()
    }
  }

  readonly attach = (port: MessagePort, greeted = false): void => {
    this.#failAll()
    this.#port?.close()
    this.#port = port
    port.onmessage = (event: MessageEvent<ToPage>) => this.#heard(event.data)
    port.addEventListener('close', () => {
      if (this.#port === port) {
        this.#parts.onLost()
      }
    })
    if (!greeted) {
      this.hello()
    }
    this.#own.forEach((one) => this.#hand(one))
  }

  readonly hello = (): void => this.#post({ kind: 'hello', account: this.#state.me })

  readonly bye = (): void => this.#post({ kind: 'bye' })

  readonly leave = (sessionEnded: boolean): void => {
    this.#post({ kind: sessionEnded ? 'out' : 'bye' })
    this.#port?.close()
    this.#port = null
    this.#failAll()
  }

  /** Shows a message at once, and hands it to the engine: under one name, so that it is sent once. */
  readonly send = (id: string, text: string, replySeq: number | null): void => {
    this.#write(pendingOf(id, text, replySeq, randomId()))
  }

  /** The same with a file. */
  readonly sendFile = (id: string, blob: Blob, picked: Picked, text: string, replySeq: number | null): string => {
    const pending = pendingOf(id, text, replySeq, randomId(), pendingFileOf(picked))
    this.#blobs.set(pending.clientMsgId, blob)
    this.#write(pending)
    return pending.clientMsgId
  }

  #write(pending: Pending): void {
    this.#own = [...this.#own, pending]
    this.#show()
    this.#hand(pending)
  }

  #hand({ conversationId, text, file, replySeq, clientMsgId }: Pending): void {
    const blob = this.#blobs.get(clientMsgId)
    const asked =
      blob === undefined
        ? this.ask('send', [conversationId, text, replySeq, clientMsgId])
        : this.ask('sendFile', [conversationId, blob, file, text, replySeq, clientMsgId])
    asked.then(
      () => {
        this.#blobs.delete(clientMsgId)
        this.#own = this.#own.filter((one) => one.clientMsgId !== clientMsgId)
        this.#show()
      },
      () => undefined, // the next engine is handed it again
    )
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
        this.#set(patched(this.#told, message.patch))
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

  #set(told: State): void {
    this.#told = told
    if (told.ready) {
      this.#list = null
    }
    this.#show()
  }

  #show(): void {
    const state = withOwn(withList(this.#told, this.#list), this.#own)
    if (state === this.#state) {
      return
    }
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
  const { subscribe, snapshot, prime, attach, hello, bye, leave, send, sendFile } = page
  // The lists say by their types that each name is a method of the engine; that all of them are here the compiler cannot see.
  return {
    ...Object.fromEntries(methods),
    subscribe,
    snapshot,
    prime,
    attach,
    hello,
    bye,
    leave,
    send,
    sendFile,
  } as SharedMessenger
}
