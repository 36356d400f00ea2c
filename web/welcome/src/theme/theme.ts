import { remember, recall } from '../app/memory'

export type Theme = 'light' | 'dark'

const KEY = 'parley.theme'

/** What the reader chose, or null to follow the system. */
export function chosenTheme(): Theme | null {
  const kept = recall(KEY)
  return kept === 'light' || kept === 'dark' ? kept : null
}

/** The theme on screen now. */
export function shownTheme(): Theme {
  return chosenTheme() ?? (window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
}

/** Back to the system's own theme leaves no choice behind, so that the page follows the system again. */
export function chooseTheme(theme: Theme): void {
  const system: Theme = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  remember(KEY, theme === system ? null : theme)
  showTheme()
}

export function showTheme(): void {
  const chosen = chosenTheme()
  if (chosen) {
    document.documentElement.dataset['theme'] = chosen
  } else {
    delete document.documentElement.dataset['theme']
  }
}
