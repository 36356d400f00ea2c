const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

const first = (names: readonly (readonly [RegExp, string])[], text: string): string | undefined =>
  names.find(([sign]) => sign.test(text))?.[1]

/** A short name for what a browser calls itself; other devices have names of their own. */
export const deviceName = (device: string): string => {
  const browser = first(BROWSERS, device)
  const system = first(SYSTEMS, device)
  return browser === undefined ? device : system === undefined ? browser : `${browser} · ${system}`
}

export const isMobile = (device: string): boolean => /iPhone|iPad|Android|Mobile/.test(device)
