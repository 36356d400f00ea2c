import type { Message } from '../api/types'
import type { Log } from '../state/log'
import type { State } from '../state/state'

type Entries = ReadonlyMap<unknown, unknown>

interface MapPatch {
  part: keyof State
  set: readonly (readonly [unknown, unknown])[]
  gone: readonly unknown[]
}

/** Of a log that both sides hold, only the stretch that differs. */
interface LogPatch {
  id: string
  hasBefore: boolean
  rev: number
  /** How many messages stay at its beginning and at its end. */
  head: number
  tail: number
  messages: readonly Message[]
}

/** What turns one state into the next. */
export interface Patch {
  values: Partial<State>
  maps: readonly MapPatch[]
  logs: readonly LogPatch[]
}

const isMap = (value: unknown): value is Entries => value instanceof Map

const mapPatch = (part: keyof State, before: Entries, after: Entries): MapPatch => ({
  part,
  set: [...after].filter(([key, value]) => before.get(key) !== value),
  gone: [...before.keys()].filter((key) => !after.has(key)),
})

const logPatch = (id: string, before: Log, after: Log): LogPatch => {
  const from = before.messages
  const to = after.messages
  const shorter = Math.min(from.length, to.length)
  let head = 0
  while (head < shorter && from[head] === to[head]) {
    head++
  }
  let tail = 0
  while (tail < shorter - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) {
    tail++
  }
  const { hasBefore, rev } = after
  return { id, hasBefore, rev, head, tail, messages: to.slice(head, to.length - tail) }
}

/** What changed, found by what is no longer the same object. Null if nothing did. */
export const difference = (before: State, after: State): Patch | null => {
  const values: Partial<Record<keyof State, unknown>> = {}
  const maps: MapPatch[] = []
  const logs: LogPatch[] = []
  for (const part of Object.keys(after) as (keyof State)[]) {
    const [old, now] = [before[part], after[part]]
    if (old === now) {
      continue
    }
    if (!isMap(old) || !isMap(now)) {
      values[part] = now
      continue
    }
    const changed = mapPatch(part, old, now)
    if (part !== 'logs') {
      maps.push(changed)
      continue
    }
    const { logs: held } = before
    const isNew = ([id]: readonly [unknown, unknown]): boolean => !held.has(String(id))
    for (const [id, log] of after.logs) {
      const known = held.get(id)
      if (known !== undefined && known !== log) {
        logs.push(logPatch(id, known, log))
      }
    }
    maps.push({ ...changed, set: changed.set.filter(isNew) })
  }
  const isEmpty = Object.keys(values).length === 0 && maps.length === 0 && logs.length === 0
  return isEmpty ? null : { values: values as Partial<State>, maps, logs }
}

const patchedMap = (before: Entries, { set, gone }: MapPatch): Entries => {
  const after = new Map(before)
  gone.forEach((key) => after.delete(key))
  set.forEach(([key, value]) => after.set(key, value))
  return after
}

const patchedLog = (before: readonly Message[], { hasBefore, rev, head, tail, messages }: LogPatch): Log => ({
  messages: [...before.slice(0, head), ...messages, ...before.slice(before.length - tail)],
  hasBefore,
  rev,
})

/** The next state. What did not change stays the same object. */
export const patched = (before: State, { values, maps, logs }: Patch): State => {
  const after = { ...before, ...values }
  for (const one of maps) {
    Object.assign(after, { [one.part]: patchedMap(before[one.part] as Entries, one) })
  }
  if (logs.length > 0) {
    const next = new Map(after.logs)
    logs.forEach((one) => next.set(one.id, patchedLog(next.get(one.id)?.messages ?? [], one)))
    after.logs = next
  }
  return after
}
