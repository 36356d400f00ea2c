import { isPassing, Problem } from '../api/problem'
import type { Timings } from './parts'

/** Goes on until all is done: what fails for now is done again a little later, each time after a longer while. */
export class Persistence {
  readonly #timings: Timings
  readonly #sleeping = new Set<() => void>()
  #stopped = false

  constructor(timings: Timings) {
    this.#timings = timings
  }

  /**
   * Does one thing after the other.
   *
   * @param next what is to be done now; it must be another, or nothing, once `work` or `refused` is through with it
   * @param refused told when it is of no use to try again
   */
  async run<T>(
    next: () => T | undefined,
    work: (one: T) => Promise<void>,
    refused: (one: T, code: string) => void,
  ): Promise<void> {
    let wait = this.#timings.retry
    for (let one = next(); one !== undefined && !this.#stopped; one = next()) {
      try {
        await work(one)
        wait = this.#timings.retry
      } catch (error) {
        const asked = error instanceof Problem ? error.retryAfterMs : null
        if (!isPassing(error) || (asked ?? 0) > this.#timings.longestAsked) {
          refused(one, error instanceof Problem ? error.code : 'unknown')
          continue
        }
        await this.#pause(asked ?? wait)
        wait = Math.min(wait * 2, this.#timings.longestRetry)
      }
    }
  }

  /** Tries at once what waits. */
  wake(): void {
    this.#sleeping.forEach((wake) => wake())
  }

  stop(): void {
    this.#stopped = true
    this.wake()
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        this.#sleeping.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this.#sleeping.add(wake)
    })
  }
}
