import Dexie from 'dexie'
import { apiOf } from '../../src/api/client'
import { socketOf } from '../../src/engine/make'
import { Messenger } from '../../src/engine/messenger'
import { copyName } from '../../src/local/erase'
import { signing } from '../../src/session/access'
import type { Pending, State } from '../../src/state/state'
import { SHORT } from '../timings'
import { BadLine } from './bad-line'
import type { Chance } from './chance'
import { Disk } from './disk'
import { type Caller, ORIGIN } from './server'

const FOREVER = { expiresAt: Number.MAX_SAFE_INTEGER }

/** A message that was written on a device. */
export interface Written {
  readonly conversationId: string
  readonly clientMsgId: string
}

/** From opening a page to its end. */
interface Visit {
  readonly messenger: Messenger
  readonly die: () => void
}

/** The real engine on a device of somebody's, behind a bad line, on a disk of its own. */
export class Device {
  readonly caller: Caller
  readonly line: BadLine
  written: Written[] = []
  readonly #disk = new Disk()
  #visit: Visit | null = null

  constructor(name: string, caller: Caller, chance: Chance) {
    this.caller = caller
    this.line = new BadLine(name, chance)
  }

  get isOn(): boolean {
    return this.#visit !== null
  }

  get messenger(): Messenger {
    if (this.#visit === null) {
      throw new Error('the device is off')
    }
    return this.#visit.messenger
  }

  get state(): State {
    return this.messenger.snapshot()
  }

  get waiting(): Pending[] {
    return [...this.state.pending.values()].flat()
  }

  /** For whoever looks for what went wrong. */
  get about(): string {
    const { link, syncing, ready } = this.state
    return `${this.line.host} ${this.line.isUp ? 'up' : 'down'} ${this.line.weather} ${link} ${JSON.stringify({ syncing, ready })}\n  ${this.line.about}\n`
  }

  async start(): Promise<void> {
    const { factory, die } = this.#disk.visit()
    let isDead = false
    const access = () => Promise.resolve({ token: this.caller.token, ...FOREVER })
    const api = apiOf(
      ORIGIN,
      signing((request) => (isDead ? Promise.reject(new TypeError('network')) : this.line.fetch(request)), access),
    )
    Dexie.dependencies.indexedDB = factory
    const place = { hostname: this.line.host, port: '80', protocol: 'http:' }
    const messenger = new Messenger({
      api,
      realtime: socketOf(api, place),
      me: this.caller.account,
      timings: SHORT,
    })
    await messenger.start()
    this.#visit = {
      messenger,
      die: () => {
        isDead = true
        die()
      },
    }
  }

  send(conversationId: string, text: string, replySeq: number | null): void {
    this.messenger.send(conversationId, text, replySeq)
    const pending = this.state.pending.get(conversationId)?.at(-1)
    if (pending !== undefined) {
      this.written.push({ conversationId, clientMsgId: pending.clientMsgId })
    }
  }

  /** The page is closed and opened again. */
  async reload(): Promise<void> {
    const visit = this.#leave()
    await visit?.messenger.stop()
    await this.start()
  }

  /** The process ends in the middle of something; what waits to be sent is on the disk. */
  async crash(): Promise<void> {
    const before = new Set(this.waiting.map((one) => one.clientMsgId))
    const kept = new Set(await this.#disk.keys(copyName(this.caller.account.id), 'pending'))
    if (this.#visit === null) {
      return // somebody else was faster
    }
    const lost = this.waiting.filter(
      (one) => one.seq === null && before.has(one.clientMsgId) && !kept.has(one.clientMsgId),
    )
    if (lost.length > 0) {
      throw new Error(`not kept: ${JSON.stringify(lost)}`)
    }
    // what was written since then nobody has promised to keep
    const late = new Set(this.waiting.map((one) => one.clientMsgId).filter((one) => !before.has(one)))
    this.written = this.written.filter((one) => !late.has(one.clientMsgId))
    const visit = this.#leave()
    visit?.die()
    await visit?.messenger.stop()
    await this.start()
  }

  /** From now on there is nothing that could be used, until the next visit. */
  #leave(): Visit | null {
    const visit = this.#visit
    this.#visit = null
    return visit
  }

  async stop(): Promise<void> {
    await this.#leave()?.messenger.stop()
    this.line.end()
  }
}
