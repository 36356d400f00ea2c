import { useState } from 'react'
import { useLatest } from '../lib/hooks'

/** As many messages as can be chosen at once. */
export const MOST_SELECTED = 100

/** Which messages are chosen, to do something with all of them. */
export const useSelection = () => {
  const [selected, setSelected] = useState<ReadonlySet<number> | null>(null)
  const toggle = useLatest((seq: number) => {
    const next = new Set(selected)
    if (!next.delete(seq) && next.size < MOST_SELECTED) {
      next.add(seq)
    }
    setSelected(next)
  })
  const end = useLatest(() => setSelected(null))
  return { selected, toggle, end }
}
