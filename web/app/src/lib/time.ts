const DAY_MS = 86_400_000

const startOfDay = (time: number): number => {
  const date = new Date(time)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

/** Days between two times by the calendar of this device. */
export const daysBetween = (earlier: number, later: number): number =>
  Math.round((startOfDay(later) - startOfDay(earlier)) / DAY_MS)

const FORMS = {
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'short' },
  date: { day: 'numeric', month: 'short' },
  dateAndYear: { day: 'numeric', month: 'numeric', year: '2-digit' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  dayAndYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  full: { dateStyle: 'full', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

type Form = keyof typeof FORMS

const formats = new Map<string, Intl.DateTimeFormat>()

const format = (language: string, form: Form): Intl.DateTimeFormat => {
  const key = `${language} ${form}`
  let known = formats.get(key)
  if (known === undefined) {
    known = new Intl.DateTimeFormat(language, FORMS[form])
    formats.set(key, known)
  }
  return known
}

export const clockTime = (iso: string, language: string): string => format(language, 'clock').format(Date.parse(iso))

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
    return format(language, 'weekday').format(time)
  }
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear()
  return format(language, sameYear ? 'date' : 'dateAndYear').format(time)
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
  return format(language, sameYear ? 'day' : 'dayAndYear').format(time)
}

/** For a title: everything. */
export const fullTime = (iso: string, language: string): string => format(language, 'full').format(Date.parse(iso))

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
