import { Day } from './Lines'
import type { ChatRow } from './rows'

interface Props {
  rows: readonly ChatRow[]
  /** The first row on the screen. */
  first: number
  scrolling: boolean
}

/** While the list moves: the day of what is at its top. */
export const FloatingDay = ({ rows, first, scrolling }: Props) => {
  const above = rows.slice(0, first + 1).findLast((row) => row.type === 'day')
  // where a day begins just there, its own line says so
  if (above === undefined || rows.slice(first, first + 2).some((row) => row.type === 'day')) {
    return null
  }
  return (
    <div
      aria-hidden="true"
      className={`pointer-events-none absolute inset-x-0 top-0 transition-opacity duration-[var(--calm)] ${scrolling ? 'opacity-100' : 'opacity-0 delay-700'}`}
    >
      <Day iso={above.iso} />
    </div>
  )
}
