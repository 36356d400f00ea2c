/** Random choices that a seed repeats (mulberry32). */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to the bound, which is not among them. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound
  }

  whole(bound: number): number {
    return Math.floor(this.below(bound))
  }

  percent(share: number): boolean {
    return this.below(100) < share
  }

  any<T>(list: readonly T[]): T {
    const found = list[this.whole(list.length)]
    if (found === undefined) {
      throw new Error('nothing to choose from')
    }
    return found
  }
}
