import type { NotifySettings } from '@parley/sync'

type Quiet = NonNullable<NotifySettings['quiet']>

const minutes = (time: string): number => {
  const [hours = 0, rest = 0] = time.split(':').map(Number)
  return hours * 60 + rest
}

/** Whether it is one of the quiet hours now, by the clock on the wall of their zone; as the server has it. */
export const isQuiet = (quiet: Quiet | null | undefined, now: Date): boolean => {
  if (!quiet?.from || !quiet.to || !quiet.zone) {
    return false
  }
  const wall = now.toLocaleTimeString('en-GB', { timeZone: quiet.zone, hour: '2-digit', minute: '2-digit' })
  const [at, from, to] = [minutes(wall), minutes(quiet.from), minutes(quiet.to)]
  return from < to ? from <= at && at < to : from <= at || at < to
}
