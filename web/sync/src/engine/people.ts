import { unwrap } from '../api/client'
import type { Person } from '../api/types'
import { OneAtATime, type Parts } from './parts'
import type { Saving } from './saving'

/** Who is who. */
export class People {
  readonly #parts: Parts
  readonly #saving: Saving
  readonly #turns = new OneAtATime()

  constructor(parts: Parts, saving: Saving) {
    this.#parts = parts
    this.#saving = saving
  }

  /** Takes over what an answer says about people, where it is news. */
  met(people: readonly (Person | null | undefined)[]): void {
    const known = this.#parts.store.state.people
    const news = people.filter(
      (one): one is Person => !!one && (known.get(one.id)?.version ?? -1) < one.version + (one.deleted ? 1 : 0),
    )
    if (news.length > 0) {
      this.#parts.store.change(({ people: before }) => ({
        people: new Map([...before, ...news.map((one) => [one.id, one] as const)]),
      }))
      news.forEach((one) => this.#saving.person(one.id))
    }
  }

  /** Asks for somebody whom nothing is known of, such as the writer of a pushed message. */
  want(userId: string): void {
    const { store, api } = this.#parts
    if (userId !== store.state.me.id && !store.state.people.has(userId)) {
      this.#turns
        .run(userId, async () => {
          if (!store.state.people.has(userId)) {
            this.met([await unwrap(api.GET('/api/users/{id}', { params: { path: { id: userId } } }))])
          }
        })
        .catch(() => undefined) // the next message of theirs asks again
    }
  }
}
