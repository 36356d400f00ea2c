import 'fake-indexeddb/auto'
import process from 'node:process'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { takeSockets } from './bad-line'
import { Chance } from './chance'
import { History } from './history'
import { House } from './house'
import { sameAsServer, sentOnce } from './verdict'

const FIRST = Number(process.env['PARLEY_SEED'] ?? 1)
const SEEDS = Number(process.env['PARLEY_SEEDS'] ?? 20)
const STEPS = Number(process.env['PARLEY_STEPS'] ?? 60)

const PEOPLE = 4
const WHISPERS = 8
/** How many histories the same people live through, as a network may not register without end. */
const LIVES = 5
/** For what a beat lets the engines ask. */
const PATIENCE = { timeout: 8_000, interval: 40 }
const BEATS = 5

takeSockets()

let house: House | null = null

const houseOf = async (seed: number): Promise<House> => {
  if (house === null || (seed - FIRST) % LIVES === 0) {
    house?.stop()
    house = await House.of(`s${seed}t${Date.now().toString(36)}`, PEOPLE)
  }
  return house
}

/** Judged after one beat; unless something was told only later, which the next beat tells. */
const agree = async (history: History, place: House): Promise<void> => {
  for (let i = 1; ; i++) {
    history.devices.forEach((one) => (one.line.weather = 'beats'))
    const head = await place.beat()
    try {
      for (const device of history.devices) {
        await vi.waitFor(() => sameAsServer(device), PATIENCE)
      }
      return
    } catch (error) {
      history.devices.forEach((one) => (one.line.weather = 'deaf'))
      if (i === BEATS || (await place.beat()) === head) {
        throw error
      }
    }
  }
}

describe('whatever happens to pushes, requests, sockets and pages', () => {
  afterAll(() => house?.stop())

  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    it(`should show what the server has after one beat: PARLEY_SEED=${seed}`, async () => {
      const place = await houseOf(seed)
      const history = new History(place, new Chance(seed), `s${seed}`)
      try {
        await history.begin()
        await history.run(STEPS)
        await history.calm()
        await vi.waitFor(
          () =>
            expect(history.devices.flatMap((one) => one.waiting.filter(({ failed }) => failed === null))).toEqual([]),
          PATIENCE,
        )
        await history.whisper(WHISPERS)
        await agree(history, place)
        await sentOnce(history.devices, place.people)
      } finally {
        await Promise.all(history.devices.map((one) => one.stop()))
      }
    })
  }
})
