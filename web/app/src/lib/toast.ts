export type Said =
  | { readonly kind: 'success' | 'error'; readonly text: string }
  /** Stays until it is answered or put away. */
  | { readonly kind: 'offer'; readonly text: string; readonly label: string; readonly run: () => void }

const waiting: Said[] = []
const listeners = new Set<() => void>()
let show: ((said: Said) => void) | null = null

const tell = (said: Said): void => {
  if (show !== null) {
    show(said)
    return
  }
  waiting.push(said)
  listeners.forEach((listener) => listener())
}

/** Short words about what happened. What shows them is loaded with the first one. */
export const toast = {
  success: (text: string): void => tell({ kind: 'success', text }),
  error: (text: string): void => tell({ kind: 'error', text }),
  offer: (text: string, label: string, run: () => void): void => tell({ kind: 'offer', text, label, run }),
}

/** Takes over what waits, and all that comes. */
export const showToastsBy = (by: (said: Said) => void): void => {
  show = by
  waiting.splice(0).forEach(by)
}

export const onToastWanted = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
