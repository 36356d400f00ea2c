import { useSyncExternalStore } from 'react'

// Outlives the list, which a phone takes away while a conversation is open: who comes back goes on looking.
let query = ''
const listeners = new Set<() => void>()

export const setSearching = (next: string): void => {
  query = next
  listeners.forEach((listener) => listener())
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What is being looked for; empty while nothing is. */
export const useSearching = (): [string, (next: string) => void] => [
  useSyncExternalStore(subscribe, () => query),
  setSearching,
]
