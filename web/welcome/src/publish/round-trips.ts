/** One event on its way: published, not yet seen on the socket. */
export interface Trip {
  readonly text: string
  readonly startedMillis: number
}

/** Matches events that arrive with those that this page has sent. Events of the same text arrive in sending order. */
export class RoundTrips {
  readonly #open: Trip[] = []

  begin(text: string, nowMillis: number): Trip {
    const trip = { text, startedMillis: nowMillis }
    this.#open.push(trip)
    return trip
  }

  /** Time taken by the oldest open trip of this text, which ends it; null if none is open. */
  arrive(text: string, nowMillis: number): number | null {
    const at = this.#open.findIndex((trip) => trip.text === text)
    if (at < 0) {
      return null
    }
    const [trip] = this.#open.splice(at, 1)
    return trip ? Math.max(0, nowMillis - trip.startedMillis) : null
  }

  /** Gives a trip up. False if it had already ended. */
  abandon(trip: Trip): boolean {
    const at = this.#open.indexOf(trip)
    if (at >= 0) {
      this.#open.splice(at, 1)
    }
    return at >= 0
  }
}
