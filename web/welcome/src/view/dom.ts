type Child = Node | string

/** Makes an element. Attributes with an empty string are set as well; children are nodes or text. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

/** Time of day in the reader's zone, to the second. */
export function clock(date: Date, tag: string): HTMLTimeElement {
  const format = new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  return el('time', { datetime: date.toISOString(), class: 'time' }, format.format(date))
}
