// A browser may forbid storage (private windows, policies): choices then live as long as the page.
const lent = new Map<string, string>()

/** Keeps a choice for the next visit; null forgets it. */
export function remember(key: string, value: string | null): void {
  if (value === null) {
    lent.delete(key)
  } else {
    lent.set(key, value)
  }
  try {
    if (value === null) {
      localStorage.removeItem(key)
    } else {
      localStorage.setItem(key, value)
    }
  } catch {
    // Kept in `lent` only.
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? lent.get(key) ?? null
  } catch {
    return lent.get(key) ?? null
  }
}
