import type { Conversation, Message } from '../../src/api/types'
import { Metronome } from './metronome'
import { Caller } from './server'

/** A few people, with an API that loses nothing. */
export class House {
  readonly people: readonly Caller[]
  readonly #beats: readonly Metronome[]

  private constructor(people: readonly Caller[]) {
    this.people = people
    this.#beats = people.map((one) => new Metronome(one))
  }

  static async of(name: string, count: number): Promise<House> {
    const people: Caller[] = []
    for (let i = 0; i < count; i++) {
      people.push(await Caller.register(`${name}p${i}`))
    }
    return new House(people)
  }

  /** Tells everybody the heads of their logs; returns them. */
  async beat(): Promise<string> {
    return (await Promise.all(this.#beats.map((one) => one.beat()))).join()
  }

  stop(): void {
    this.#beats.forEach((one) => one.stop())
  }

  async group(owner: Caller, title: string, others: readonly Caller[]): Promise<string> {
    const member_ids = others.map((one) => one.account.id)
    const { id } = await owner.call<Conversation>('POST', '/api/conversations', { kind: 'group', title, member_ids })
    return id
  }

  async direct(one: Caller, other: Caller): Promise<string> {
    const body = { kind: 'direct', user_id: other.account.id }
    return (await one.call<Conversation>('POST', '/api/conversations', body)).id
  }
}

/** The whole list, as it is now. */
export const listOf = async (who: Caller): Promise<Conversation[]> => {
  const all: Conversation[] = []
  for (let next: string | null = '', path = '?limit=200'; next !== null; path = `?limit=200&cursor=${next}`) {
    const page: { conversations: Conversation[]; next: string | null } = await who.call(
      'GET',
      `/api/conversations${path}`,
    )
    all.push(...page.conversations)
    next = page.next === null ? null : encodeURIComponent(page.next)
  }
  return all
}

/** Everything of a log that somebody may see, from a number on. */
export const logOf = async (who: Caller, id: string, from: number): Promise<Message[]> => {
  const all: Message[] = []
  for (let hasBefore = true; hasBefore;) {
    const before = all[0] === undefined ? '' : `&before=${all[0].seq}`
    const page: { messages: Message[]; has_before: boolean } = await who.call(
      'GET',
      `/api/conversations/${id}/messages?limit=200${before}`,
    )
    all.unshift(...page.messages)
    hasBefore = page.has_before && page.messages.length > 0 && (all[0]?.seq ?? 0) > from
  }
  return all.filter((one) => one.seq >= from)
}
