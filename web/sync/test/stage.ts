import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { apiOf, eraseCopies, type Pending } from '../src'
import { Messenger } from '../src/engine/messenger'
import { account, FakeServer } from './fake-server'
import { SHORT } from './timings'

/** A server of one test, and engines that talk to it. */
export class Stage {
  server = new FakeServer()
  #running: Messenger[] = []

  async start(): Promise<Messenger> {
    const messenger = new Messenger({
      api: apiOf('http://parley.test', this.server.fetch),
      realtime: this.server.realtime,
      me: account,
      timings: SHORT,
    })
    this.#running.push(messenger)
    await messenger.start()
    return messenger
  }

  /** One that has caught up. */
  async ready(): Promise<Messenger> {
    const messenger = await this.start()
    await vi.waitFor(() => expect(messenger.snapshot()).toMatchObject({ ready: true, syncing: false }))
    return messenger
  }

  pending(messenger: Messenger): readonly Pending[] {
    return messenger.snapshot().pending.get(this.server.id) ?? []
  }

  begin(): void {
    this.server = new FakeServer()
    this.#running = []
  }

  async end(): Promise<void> {
    await Promise.all(this.#running.map((one) => one.stop()))
    await eraseCopies()
  }
}

/** A stage that each test of a file finds empty. */
export const staged = (): Stage => {
  const stage = new Stage()
  beforeEach(() => stage.begin())
  afterEach(() => stage.end())
  return stage
}
