const DAY_MS = 86_400_000

const startOfDay = (time: number): number => {
  const date = new Date(time)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

/** Days between two times by the calendar of this device. */
export const daysBetween = (earlier: number, later: number): number =>
  Math.round((startOfDay(later) - startOfDay(earlier)) / DAY_MS)

const formats = new Map<string, Intl.DateTimeFormat>()

const format = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = language + JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options)
  formats.set(key, known)
  return known
}

export const clockTime = (iso: string, language: string): string =>
  format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(Date.parse(iso))

/** For a list: the time of today, the day of this week, else the date. */
export const shortTime = (iso: string, language: string, now: number): string => {
  const time = Date.parse(iso)
  const days = daysBetween(time, now)
  if (days <= 0) {
    return clockTime(iso, language)
  }
  if (days === 1) {
    const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-1, 'day')
    return words.charAt(0).toUpperCase() + words.slice(1)
  }
  if (days < 7) {
    return format(language, { weekday: 'short' }).format(time)
  }
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear()
  return format(
    language,
    sameYear ? { day: 'numeric', month: 'short' } : { day: 'numeric', month: 'numeric', year: '2-digit' },
  ).format(time)
}

/** For a divider between days. */
export const dayName = (
  iso: string,
  language: string,
  now: number,
  words: { today: string; yesterday: string },
): string => {
  const time = Date.parse(iso)
  const days = daysBetween(time, now)
  if (days === 0) {
    return words.today
  }
  if (days === 1) {
    return words.yesterday
  }
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear()
  return format(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(time)
}

/** For a title: everything. */
export const fullTime = (iso: string, language: string): string =>
  format(language, { dateStyle: 'full', timeStyle: 'short' }).format(Date.parse(iso))

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** How long ago; a date above a week. */
export const ago = (iso: string, language: string, now: number, justNow: string): string => {
  const passed = Math.max(0, now - Date.parse(iso))
  if (passed > 7 * DAY_MS) {
    return shortTime(iso, language, now)
  }
  const step = STEPS.find(([, size]) => passed >= size)
  return step === undefined
    ? justNow
    : new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(passed / step[1]), step[0])
}
