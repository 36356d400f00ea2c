import type { Api } from '../api/client'
import type { LocalCopy } from '../local/database'
import type { Realtime } from '../realtime/realtime'
import type { Store } from '../state/store'

/** How long what waits waits; in milliseconds. */
export interface Timings {
  /** For what was overtaken to arrive by itself, before the server is asked. */
  gap: number
  /** Before what changed is written to the local copy. */
  save: number
  /** For several things of a kind to be told together. */
  together: number
  /** Before a failed request is repeated, at first. It doubles up to `longestRetry`. */
  retry: number
  longestRetry: number
  /** The longest wait that the server may ask for before something counts as refused. */
  longestAsked: number
  /** Between two acknowledgements of the own log. */
  ack: number
}

export const TIMINGS: Timings = {
  gap: 300,
  save: 400,
  together: 250,
  retry: 1_000,
  longestRetry: 30_000,
  longestAsked: 120_000,
  ack: 25_000,
}

/** What every part of the engine works with. */
export interface Parts {
  readonly api: Api
  readonly realtime: Realtime
  readonly local: LocalCopy
  readonly store: Store
  readonly timings: Timings
}

/** Runs what is asked for under a name once after a while, however often it is asked for meanwhile. */
export class Soon {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  #stopped = false

  ask(name: string, delayMs: number, run: () => void): void {
    if (!this.#stopped && !this.#timers.has(name)) {
      this.#timers.set(
        name,
        setTimeout(() => {
          this.#timers.delete(name)
          run()
        }, delayMs),
      )
    }
  }

  cancel(name: string): void {
    clearTimeout(this.#timers.get(name))
    this.#timers.delete(name)
  }

  stop(): void {
    this.#stopped = true
    this.#timers.forEach((timer) => clearTimeout(timer))
    this.#timers.clear()
  }
}

/** One run at a time for a name; whoever asks during a run gets one more after it. */
export class OneAtATime {
  readonly #running = new Map<string, { again: boolean; done: Promise<void> }>()

  get running(): Iterable<string> {
    return this.#running.keys()
  }

  isRunning(name: string): boolean {
    return this.#running.has(name)
  }

  run(name: string, work: () => Promise<void>): Promise<void> {
    const running = this.#running.get(name)
    if (running !== undefined) {
      running.again = true
      return running.done
    }
    const entry = { again: false, done: Promise.resolve() }
    entry.done = (async () => {
      try {
        do {
          entry.again = false
          await work()
        } while (entry.again)
      } finally {
        this.#running.delete(name)
      }
    })()
    this.#running.set(name, entry)
    return entry.done
  }
}
