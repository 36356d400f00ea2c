import type { LucideIcon } from 'lucide-react'
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useState } from 'react'

const load = () => import('./MenuOpen')
const MenuOpen = lazy(load)

export interface MenuItem {
  key: string
  label: string
  icon: LucideIcon
  danger?: boolean
  run: () => void
}

export interface MenuProps {
  /** One button. */
  trigger: ReactNode
  items: () => readonly MenuItem[]
  /** Signs in a row above the items. */
  signs?: readonly { sign: string; label: string; run: () => void }[] | undefined
  align?: 'start' | 'end'
}

/** A short list of actions below a button. What it takes to show one is loaded when somebody is about to. */
export const Menu = (props: MenuProps) => {
  const [wanted, setWanted] = useState<'by key' | 'by pointer' | null>(null)
  if (wanted !== null) {
    return (
      <Suspense fallback={props.trigger}>
        <MenuOpen {...props} byKey={wanted === 'by key'} />
      </Suspense>
    )
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      setWanted('by key')
    }
  }
  return (
    <span
      className="contents"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={(event) => setWanted(event.detail === 0 ? 'by key' : 'by pointer')}
      onKeyDown={onKeyDown}
    >
      {props.trigger}
    </span>
  )
}
