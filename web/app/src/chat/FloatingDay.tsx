import { Day } from './Lines'
import type { ChatRow } from './rows'

interface Props {
  rows: readonly ChatRow[]
  /** The first row on the screen. */
  first: number
  scrolling: boolean
}

/** The nearest one, of a list that may be long. */
const dayAbove = (rows: readonly ChatRow[], from: number): Extract<ChatRow, { type: 'day' }> | undefined => {
  for (let i = Math.min(from, rows.length - 1); i >= 0; i--) {
    const row = rows[i]
    if (row?.type === 'day') {
      return row
    }
  }
  return undefined
}

/** While the list moves: the day of what is at its top. */
export const FloatingDay = ({ rows, first, scrolling }: Props) => {
  const above = dayAbove(rows, first)
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
