import { unwrap } from '../api/client'
import type { Person } from '../api/types'
import { put } from '../state/state'
import { OneAtATime, type Parts } from './parts'
import type { Saving } from './saving'

/** Who is who. */
export class People {
  readonly #parts: Parts
  readonly #saving: Saving
  readonly #turns = new OneAtATime()
  #cursor: string | null = null

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
      news.forEach((one) => {
        this.#saving.person(one.id)
        this.#renamePeer(one)
      })
    }
  }

  /** Rows show whom they are with. */
  #renamePeer(person: Person): void {
    const { store } = this.#parts
    for (const row of store.state.conversations.values()) {
      if (row.peer?.id === person.id && row.peer.version < person.version) {
        store.change(({ conversations }) => ({ conversations: put(conversations, row.id, { ...row, peer: person }) }))
        this.#saving.conversation(row.id)
      }
    }
  }

  /** Somebody's profile has changed, perhaps the reader's own on another device. */
  changed(person: Person): void {
    const { store, api } = this.#parts
    if (person.id !== store.state.me.id) {
      this.#takeOver([person])
    } else if (person.version > store.state.me.version) {
      unwrap(api.GET('/api/me')).then(
        (me) => store.change(() => ({ me })),
        () => undefined, // shown at the next visit
      )
    }
  }

  /** Of these only those whom something shows. */
  #takeOver(changed: readonly Person[]): void {
    const { people, conversations } = this.#parts.store.state
    const peers = new Set([...conversations.values()].map((row) => row.peer?.id))
    this.met(changed.filter((one) => people.has(one.id) || peers.has(one.id)))
  }

  /** From where changes are asked for. */
  get cursor(): string | null {
    return this.#cursor
  }

  /** Goes on from where an earlier visit was. */
  restore(cursor: string | null): void {
    this.#cursor = cursor
  }

  /** Asks whose profile changed while nothing was heard. */
  catchUp(): Promise<void> {
    return this.#turns.run('', async () => {
      for (let more = true; more;) {
        const query = this.#cursor === null ? {} : { cursor: this.#cursor }
        const answer = await unwrap(this.#parts.api.GET('/api/users/changes', { params: { query } }))
        this.#takeOver(answer.people)
        this.#cursor = answer.next
        this.#saving.later()
        more = answer.more
      }
    })
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
