import { randomId } from '../../src/random-id'
import { inOrder } from '../../src/state/views'
import type { Chance } from './chance'
import { Device } from './device'
import type { House } from './house'
import { type Caller, Refused } from './server'

const EMOJI = ['👍', '🎉', '😀']
const MOST_CONVERSATIONS = 6
const SEVERAL = 2

/** What happens to a few people and their devices, all of it from one seed. */
export class History {
  readonly devices: Device[] = []
  readonly conversations: string[] = []
  readonly #house: House
  readonly #chance: Chance
  readonly #name: string
  readonly #lengths = new Map<string, number>()
  readonly #underWay = new Set<Promise<unknown>>()
  #words = 0

  constructor(house: House, chance: Chance, name: string) {
    this.#house = house
    this.#chance = chance
    this.#name = name
  }

  /** The last of the people has no device: of the groups that they own they always see everything. */
  get witness(): Caller {
    return this.#house.people[this.#house.people.length - 1] as Caller
  }

  async begin(): Promise<void> {
    const [first, second, third] = this.#house.people as [Caller, Caller, Caller]
    const owners = [first, first, second, third]
    for (const [i, owner] of owners.entries()) {
      // as two devices of one person are two sessions
      const caller = i === 1 ? await owner.again() : owner
      this.devices.push(new Device(`${this.#name}-d${i}`, caller, this.#chance))
    }
    this.conversations.push(
      await this.#house.group(this.witness, this.#text('group'), [first, second, third]),
      await this.#house.direct(first, second),
      await this.#house.group(this.witness, this.#text('group'), [first, third]),
    )
    await Promise.all(this.devices.map((one) => one.start()))
  }

  async run(steps: number): Promise<void> {
    for (let i = 0; i < steps; i++) {
      await this.#step()
    }
  }

  /** Nothing is lost any more, except pushes: all of them. */
  async calm(): Promise<void> {
    await Promise.all(this.#underWay) // some may be off just now
    for (const device of this.devices) {
      device.line.weather = 'deaf'
      device.line.up()
    }
  }

  /** What no push tells of. */
  async whisper(deeds: number): Promise<void> {
    for (let i = 0; i < deeds; i++) {
      await this.#byApi(this.#chance.any(this.#house.people), this.#chance.any(this.conversations)).catch(forgiven)
    }
  }

  async #step(): Promise<void> {
    const together = 1 + this.#chance.whole(SEVERAL)
    for (let i = 0; i < together; i++) {
      const doing = this.#happen().catch(forgiven)
      this.#underWay.add(doing)
      void doing.finally(() => this.#underWay.delete(doing)).catch(() => undefined)
    }
    await new Promise((resolve) => setTimeout(resolve, this.#chance.below(6)))
    if (this.#chance.percent(25)) {
      await Promise.all(this.#underWay)
    }
  }

  #happen(): Promise<unknown> {
    const chance = this.#chance.whole(100)
    const device = this.#chance.any(this.devices)
    if (chance < 45) {
      return device.isOn ? this.#onDevice(device) : nothing()
    }
    if (chance < 88) {
      return this.#byApi(this.#chance.any(this.#house.people), this.#chance.any(this.conversations))
    }
    return device.isOn ? this.#network(device) : nothing()
  }

  async #network(device: Device): Promise<void> {
    const { line } = device
    switch (this.#chance.whole(8)) {
      case 0:
      case 1:
      case 2:
        line.cut()
        return
      case 3:
      case 4:
      case 5:
        line.up()
        device.messenger.wake()
        return
      case 6:
        await device.reload()
        return
      default:
        await device.crash()
    }
  }

  /** By the engine itself, which may fail as the network does. */
  async #onDevice(device: Device): Promise<void> {
    const { messenger } = device
    const row = this.#chance.any([...inOrder(messenger.snapshot().conversations), null])
    if (row === null) {
      return
    }
    const { id } = row
    const chance = this.#chance.whole(100)
    const seq = this.#seq(id)
    if (chance < 45) {
      device.send(id, this.#text('said'), this.#chance.percent(15) ? seq : null)
    } else if (chance < 60) {
      await quietly(messenger.openConversation(id))
    } else if (chance < 66) {
      await quietly(messenger.edit(id, seq, this.#text('edited')))
    } else if (chance < 72) {
      await quietly(messenger.recall(id, seq))
    } else if (chance < 78) {
      await quietly(messenger.react(id, seq, this.#chance.any(EMOJI), this.#chance.percent(70)))
    } else if (chance < 90) {
      messenger.read(id, Math.min(seq, row.last_seq))
    } else if (chance < 92) {
      await quietly(messenger.pin(id, this.#chance.percent(50)))
    } else if (chance < 94) {
      await quietly(messenger.mute(id, this.#chance.percent(50)))
    } else if (chance < 95) {
      await quietly(messenger.loadBefore(id))
    } else if (chance < 97) {
      if (this.#mayHide(device.caller, row.kind)) {
        await quietly(messenger.deleteMessages(id, [seq]))
      }
    } else if (this.#mayHide(device.caller, row.kind)) {
      await quietly(messenger.deleteForMe(id))
    }
  }

  async #byApi(who: Caller, id: string): Promise<unknown> {
    const at = `/api/conversations/${id}`
    const seq = this.#seq(id)
    const whom = this.#chance.any(this.#house.people)
    const chance = this.#chance.whole(100)
    if (chance < 34) {
      return this.#say(who, id, seq)
    }
    if (chance < 42) {
      return who.call('PATCH', `${at}/messages/${seq}`, { text: this.#text('edited') })
    }
    if (chance < 48) {
      return who.call('DELETE', `${at}/messages/${seq}`)
    }
    if (chance < 56) {
      const emoji = encodeURIComponent(this.#chance.any(EMOJI))
      return who.call(this.#chance.percent(70) ? 'PUT' : 'DELETE', `${at}/messages/${seq}/reactions/${emoji}`)
    }
    if (chance < 64) {
      return who.call('POST', `${at}/read`, { seq })
    }
    if (chance < 80) {
      return this.#comeAndGo(who, whom, at)
    }
    return this.#settings(who, whom, at, seq)
  }

  async #say(who: Caller, id: string, seq: number): Promise<void> {
    const sent = await who.call<{ seq: number }>('POST', `/api/conversations/${id}/messages`, {
      client_msg_id: randomId(),
      text: this.#text('said'),
      ...(this.#chance.percent(20) ? { reply_seq: seq } : {}),
    })
    this.#lengths.set(id, sent.seq)
  }

  /** The witness stays. */
  #comeAndGo(who: Caller, whom: Caller, at: string): Promise<unknown> {
    switch (this.#chance.whole(5)) {
      case 0:
        return whom === this.witness ? nothing() : who.call('DELETE', `${at}/members/${whom.account.id}`)
      case 1:
        return who === this.witness ? nothing() : who.call('POST', `${at}/leave`)
      default:
        return this.witness.call('POST', `${at}/members`, { user_ids: [whom.account.id] })
    }
  }

  async #settings(who: Caller, whom: Caller, at: string, seq: number): Promise<unknown> {
    switch (this.#chance.whole(12)) {
      case 0:
        return who.call('PUT', `${at}/unread`)
      case 1:
        return who.call('PUT', `${at}/mute`, { until: '2199-01-01T00:00:00.000Z' })
      case 2:
        return who.call('DELETE', `${at}/mute`)
      case 3:
        return who.call(this.#chance.percent(50) ? 'PUT' : 'DELETE', `${at}/pin`)
      case 4:
        return who.call('PUT', `${at}/draft`, { text: this.#text('draft') })
      case 5:
        return this.#mayHide(who, null) ? who.call('DELETE', at) : nothing()
      case 6:
        return who.call(this.#chance.percent(60) ? 'PUT' : 'DELETE', `${at}/pins/${seq}`)
      case 7:
        return who.call('PATCH', at, { title: this.#text('title') })
      case 8:
        return this.#found(who, whom)
      case 9:
        return this.#mayHide(who, null) ? who.call('POST', `${at}/deleted`, { seqs: [seq] }) : nothing()
      case 10:
        return who.call(this.#chance.percent(50) ? 'PUT' : 'DELETE', `/api/contacts/${whom.account.id}`)
      default:
        return this.#chance.percent(10) ? this.witness.call('POST', `${at}/dissolve`) : nothing()
    }
  }

  async #found(who: Caller, whom: Caller): Promise<void> {
    if (this.conversations.length < MOST_CONVERSATIONS) {
      const id = this.#chance.percent(50)
        ? await this.#house.group(this.witness, this.#text('group'), [who, whom])
        : await this.#house.direct(who, whom)
      if (!this.conversations.includes(id)) {
        this.conversations.push(id)
      }
    }
  }

  /** Somebody must be able to see everything at the end. */
  #mayHide(who: Caller, kind: string | null): boolean {
    return who !== this.witness && (kind === 'group' || who.account.id === this.#house.people[0]?.account.id)
  }

  #seq(id: string): number {
    const last = (this.#lengths.get(id) ?? 5) + 3
    return this.#chance.percent(30) ? 1 + this.#chance.whole(last) : Math.max(1, last - this.#chance.whole(8))
  }

  #text(what: string): string {
    const text = `${what} ${++this.#words}`
    switch (this.#chance.whole(8)) {
      case 0:
        return `${text} @${this.#chance.any(this.#house.people).account.username}`
      case 1:
        return `${text} @all`
      default:
        return text
    }
  }
}

/** It was not allowed, or pointless. */
const forgiven = (error: unknown): void => {
  if (!(error instanceof Refused)) {
    throw error
  }
}

const nothing = (): Promise<void> => Promise.resolve()

/** What the engine says when the network fails or the server refuses is for the screen. */
const quietly = (doing: Promise<unknown>): Promise<unknown> => doing.catch(() => undefined)
