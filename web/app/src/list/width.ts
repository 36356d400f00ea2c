export const LIST_WIDTH = { least: 320, usual: 340, most: 420 } as const

const KEY = 'parley:list-width'

/** How wide the list is on this device, in CSS pixels. */
export const listWidth = (): number => {
  const kept = Number(localStorage.getItem(KEY) ?? Number.NaN)
  return kept >= LIST_WIDTH.least && kept <= LIST_WIDTH.most ? kept : LIST_WIDTH.usual
}

const show = (width: number): void => {
  document.documentElement.style.setProperty('--list', `${width}px`)
}

export const startListWidth = (): void => show(listWidth())

export const setListWidth = (width: number): void => {
  localStorage.setItem(KEY, String(width))
  show(width)
}
