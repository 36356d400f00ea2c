import { el } from './dom'

export interface Tab {
  readonly id: string
  readonly label: string
}

export interface Tabs {
  readonly element: HTMLElement
  /** Index of the chosen tab. */
  selected(): number
}

/** A tab list after the ARIA pattern: one stop for Tab, arrows, Home and End within. `panel` is shared by all tabs. */
export function tabs(items: readonly Tab[], panel: HTMLElement, onSelect: () => void): Tabs {
  let selected = 0
  const buttons = items.map(({ id, label }) =>
    el('button', { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': 'tab-panel' }, label),
  )
  panel.id = 'tab-panel'
  panel.setAttribute('role', 'tabpanel')

  const show = (): void => {
    buttons.forEach((button, index) => {
      button.setAttribute('aria-selected', String(index === selected))
      button.tabIndex = index === selected ? 0 : -1
    })
    panel.setAttribute('aria-labelledby', buttons[selected]?.id ?? '')
  }
  const select = (index: number): void => {
    selected = (index + buttons.length) % buttons.length
    show()
    onSelect()
  }
  buttons.forEach((button, index) => button.addEventListener('click', () => select(index)))

  const element = el('div', { role: 'tablist', class: 'tabs' }, ...buttons)
  element.addEventListener('keydown', (event) => {
    const target = { ArrowRight: selected + 1, ArrowLeft: selected - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (target !== undefined) {
      event.preventDefault()
      select(target)
      buttons[selected]?.focus()
      buttons[selected]?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
  })
  show()
  return { element, selected: () => selected }
}
