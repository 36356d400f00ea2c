import type { LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

export interface MenuItem {
  key: string
  label: string
  icon: LucideIcon
  danger?: boolean
  run: () => void
}

interface Props {
  /** One button. */
  trigger: ReactNode
  items: readonly MenuItem[]
  /** Above the items. */
  head?: ReactNode
  align?: 'start' | 'end'
}

/** A short list of actions below a button. */
export const Menu = ({ trigger, items, head, align = 'end' }: Props) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 min-w-44 animate-pop rounded-box border border-line bg-panel p-1.5 shadow-lift"
      >
        {head}
        {items.map(({ key, label, icon: Icon, danger, run }) => (
          <DropdownMenu.Item
            key={key}
            onSelect={run}
            className={`flex h-9 cursor-pointer items-center gap-3 rounded-chip px-2.5 outline-none data-[highlighted]:bg-hover ${danger ? 'text-bad' : ''}`}
          >
            <Icon size={18} strokeWidth={1.8} aria-hidden="true" />
            {label}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
)
