import type { State } from './state'

/** Holds the state, and tells whoever listens. Changes of one turn are told together. */
export class Store {
  #state: State
  #told = true
  readonly #listeners = new Set<() => void>()

  constructor(state: State) {
    this.#state = state
  }

  get state(): State {
    return this.#state
  }

  readonly snapshot = (): State => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  change(by: (state: State) => Partial<State>): void {
    this.#state = { ...this.#state, ...by(this.#state) }
    if (this.#told) {
      this.#told = false
      queueMicrotask(() => {
        this.#told = true
        this.#listeners.forEach((listener) => listener())
      })
    }
  }
}
