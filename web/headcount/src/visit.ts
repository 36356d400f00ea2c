const KEPT_AS = 'parley-headcount'
const MOST_CHARACTERS = 100

/** A name that this browser draws by lot and keeps, so that all of its tabs count as one. It says nothing about anybody. */
export const sessionOf = (storage: () => Storage): string => {
  try {
    const kept = storage().getItem(KEPT_AS)
    if (kept !== null && /^[\w-]{16,64}$/.test(kept)) {
      return kept
    }
    const drawn = draw()
    storage().setItem(KEPT_AS, drawn)
    return drawn
  } catch {
    return draw() // storage is not allowed here: each tab counts
  }
}

const draw = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** What the page is called: as it says, or by its path. Channel names know few characters. */
export const roomOf = (given: string | null, path: string): string => {
  const name = given === null || given === '' ? path.replace(/^\/+|\/+$/g, '') : given
  const legal = name.replace(/\//g, '.').replace(/[^\w=@,.;-]/g, '_')
  return (legal === '' ? 'home' : legal).slice(0, MOST_CHARACTERS)
}

/** Where the sockets of a server are, beside the script that came from there. */
export const socketUrl = (script: string, key: string): string => {
  const url = new URL(`app/${encodeURIComponent(key)}?protocol=7&client=headcount&version=1`, script)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}

/** The tenth of something that is seen, from 0, when the lower edge of the window is at `bottom`. */
export const decileOf = (top: number, height: number, bottom: number): number =>
  height <= 0 ? 9 : Math.max(0, Math.min(9, Math.floor(((bottom - top) / height) * 10)))
