const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A size for people, with one digit behind the point at most. */
export const sizeText = (bytes: number, language: string): string => {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 || bytes / 1000 ** step >= 100 ? 0 : 1,
  }).format(bytes / 1000 ** step)
}

const TAIL = 9

/** A name in two parts: the first may be cut off, the second tells what kind of file it is. */
export const partsOfName = (name: string): readonly [head: string, tail: string] => {
  const signs = [...name]
  return signs.length <= TAIL * 2 ? [name, ''] : [signs.slice(0, -TAIL).join(''), signs.slice(-TAIL).join('')]
}
