/** A name that is being typed behind an @. */
export interface Calling {
  /** Where the @ stands. */
  readonly start: number
  /** Behind the name. */
  readonly end: number
  readonly begun: string
}

const CALL = /(?<![A-Za-z0-9_.@])[@＠]([^\s@＠]{0,32})$/u

/** What name is being typed where the caret stands; null for none. */
export const callingAt = (text: string, caret: number): Calling | null => {
  const found = CALL.exec(text.slice(0, caret))
  return found === null ? null : { start: found.index, end: caret, begun: (found[1] ?? '').toLowerCase() }
}

/** The text with a name in place of what was begun, and where the caret stands then. */
export const completed = (text: string, calling: Calling, name: string): { text: string; caret: number } => {
  const call = `@${name} `
  const rest = text.slice(calling.end).replace(/^ /u, '')
  return { text: text.slice(0, calling.start) + call + rest, caret: calling.start + call.length }
}

export interface Callable {
  readonly id: string
  readonly username: string
  readonly display_name: string
}

const MOST = 8

/** Those who may be meant: whose name or a later word of it begins so, then those whose name holds it. */
export const callables = <T extends Callable>(people: readonly T[], begun: string): T[] => {
  const words = (one: T): string[] => [
    one.username.toLowerCase(),
    one.display_name.toLowerCase(),
    ...one.display_name.toLowerCase().split(/\s+/u),
  ]
  const begins = people.filter((one) => words(one).some((word) => word.startsWith(begun)))
  const holds = people.filter((one) => !begins.includes(one) && words(one).some((word) => word.includes(begun)))
  return [...begins, ...holds].slice(0, MOST)
}
