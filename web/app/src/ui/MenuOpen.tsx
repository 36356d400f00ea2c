import { DropdownMenu } from 'radix-ui'
import { useEffect, useRef } from 'react'
import type { MenuItem, MenuProps } from './Menu'

/** A menu that opens at once, and whenever its button is pressed again. */
const MenuOpen = ({ trigger, items, signs, align = 'end', byKey }: MenuProps & { byKey: boolean }) => (
  <DropdownMenu.Root modal={false} defaultOpen>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 min-w-44 animate-pop rounded-box border border-line bg-panel p-1.5 shadow-lift"
      >
        {byKey && <FocusFirst />}
        {signs && (
          <div className="mb-1 flex gap-0.5 border-b border-line pb-1.5">
            {signs.map(({ sign, label, run }) => (
              <DropdownMenu.Item
                key={sign}
                aria-label={label}
                onSelect={run}
                className="grid size-9 cursor-pointer place-items-center rounded-chip text-[20px] outline-none data-[highlighted]:bg-hover"
              >
                {sign}
              </DropdownMenu.Item>
            ))}
          </div>
        )}
        <Items items={items} />
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
)

/** Whoever opens the menu by a key stands on its first item; the menu itself was not there yet to hear that key. */
const FocusFirst = () => {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      place.current?.closest('[role=menu]')?.querySelector<HTMLElement>('[role=menuitem]')?.focus(),
    )
    return () => cancelAnimationFrame(frame)
  }, [])
  return <span ref={place} hidden />
}

/** Asked for only when it opens, as what may be done depends on the time. */
const Items = ({ items }: { items: () => readonly MenuItem[] }) =>
  items().map(({ key, label, icon: Icon, danger, run }) => (
    <DropdownMenu.Item
      key={key}
      onSelect={run}
      className={`flex h-9 cursor-pointer items-center gap-3 rounded-chip px-2.5 outline-none data-[highlighted]:bg-hover ${danger ? 'text-bad' : ''}`}
    >
      <Icon size={18} strokeWidth={1.8} aria-hidden="true" />
      {label}
    </DropdownMenu.Item>
  ))

export default MenuOpen
