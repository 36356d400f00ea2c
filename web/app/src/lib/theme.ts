export type Theme = 'light' | 'dark' | 'system'

const KEY = 'parley:theme'
const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)')

export const theme = (): Theme => {
  const kept = localStorage.getItem(KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

const show = (): void => {
  const chosen = theme()
  document.documentElement.dataset['theme'] = chosen === 'system' ? (dark().matches ? 'dark' : 'light') : chosen
}

export const startTheme = (): void => {
  show()
  dark().addEventListener('change', show)
}

export const setTheme = (next: Theme): void => {
  localStorage.setItem(KEY, next)
  show()
}
