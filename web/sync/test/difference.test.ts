import { describe, expect, it } from 'vitest'
import { difference, patched } from '../src/shared/difference'
import { emptyState, put, type State } from '../src/state/state'
import { account, FakeServer } from './fake-server'

/** Numbers that look random and are the same each time. */
const dice = (seed: number) => (sides: number) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return Math.floor((seed / 2 ** 32) * sides)
}

const message = (seq: number, rev: number) => {
  const server = new FakeServer()
  return { ...server.write('2', `text ${seq}.${rev}`), seq, rev }
}

const logOf = (from: number, count: number) => ({
  messages: Array.from({ length: count }, (_, i) => message(from + i, from + i)),
  hasBefore: from > 1,
  rev: from + count,
})

/** One of the things that an engine does to its state. */
const change = (state: State, roll: (sides: number) => number): State => {
  const id = String(roll(4))
  const log = state.logs.get(id)
  switch (roll(9)) {
    case 0:
      return { ...state, syncing: !state.syncing, link: 'offline' }
    case 1:
      return { ...state, logs: put(state.logs, id, roll(3) === 0 ? null : logOf(1 + roll(50), roll(30))) }
    case 2:
      return {
        ...state,
        people: put(state.people, id, roll(2) === 0 ? null : (new FakeServer().conversation().peer ?? null)),
      }
    case 3:
      return {
        ...state,
        places: put(state.places, id, new Map([['2', { readSeq: roll(9), deliveredSeq: 9, readAt: null }]])),
      }
    case 4:
      return {
        ...state,
        conversations: put(state.conversations, id, { ...new FakeServer().conversation(), id, unread: roll(9) }),
      }
    case 5:
      return { ...state, typing: new Map(), contactsVersion: roll(9) }
    default: {
      if (log === undefined || log.messages.length === 0) {
        return state
      }
      const at = roll(log.messages.length)
      const messages = [...log.messages]
      messages.splice(at, roll(3), ...(roll(2) === 0 ? [message(at, roll(99))] : []))
      const older = roll(3) === 0 ? logOf(1, roll(20)).messages : []
      return { ...state, logs: put(state.logs, id, { ...log, rev: roll(99), messages: [...older, ...messages] }) }
    }
  }
}

describe('the difference of two states', () => {
  it('should be nothing for the same one', () => {
    const state = emptyState(account)
    expect(difference(state, { ...state })).toBeNull()
  })

  it('should rebuild the next state from the last, whatever happened between, also after a copy', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const roll = dice(seed)
      let here = emptyState(account)
      let there = structuredClone(here)
      for (let step = 0; step < 30; step++) {
        let next = here
        for (let i = roll(4); i >= 0; i--) {
          next = change(next, roll)
        }
        const patch = difference(here, next)
        there = patch === null ? there : patched(there, structuredClone(patch))
        here = next
        expect(there, `seed ${seed} step ${step}`).toEqual(here)
      }
    }
  })

  it('should carry one message for one message, and leave the others what they were', () => {
    const before = { ...emptyState(account), logs: new Map([['10', logOf(1, 5_000)]]) }
    const log = before.logs.get('10')
    const after = {
      ...before,
      logs: new Map([['10', { ...logOf(1, 0), messages: [...(log?.messages ?? []), message(5_001, 5_001)] }]]),
    }
    const patch = difference(before, after)
    expect(patch?.logs[0]?.messages).toHaveLength(1)
    const mirror = patch === null ? before : patched(before, structuredClone(patch))
    expect(mirror.logs.get('10')?.messages[4_999]).toBe(log?.messages[4_999])
    expect(mirror.people).toBe(before.people)
  })
})
