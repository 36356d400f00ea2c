import { chooseTheme, shownTheme } from '../theme/theme'
import { DICTIONARIES, type Language } from '../words/language'
import { el } from './dom'
import { icon, mark } from './icons'

const NAMES = { en: 'English', 'zh-CN': '中文' } as const

export function header(language: Language): HTMLElement {
  return el(
    'header',
    { class: 'bar' },
    el(
      'div',
      { class: 'bar-inner' },
      el('span', { class: 'logo' }, mark()),
      el('span', { class: 'wordmark' }, 'Parley'),
      el(
        'span',
        { class: 'crumb' },
        language.text((words) => words.quickStart),
      ),
      languageSwitch(language),
      themeButton(language),
    ),
  )
}

function languageSwitch(language: Language): HTMLElement {
  const group = el('div', { class: 'segments', role: 'group' })
  language.attribute(group, 'aria-label', (words) => words.language)
  for (const dictionary of DICTIONARIES) {
    const button = el('button', { type: 'button', lang: dictionary.tag }, NAMES[dictionary.tag])
    button.addEventListener('click', () => language.choose(dictionary))
    language.each(() => button.setAttribute('aria-pressed', String(language.words === dictionary)))
    group.append(button)
  }
  return group
}

function themeButton(language: Language): HTMLElement {
  const button = el('button', { type: 'button', class: 'icon-button' }, icon('moon'), icon('sun'))
  const show = (): void => {
    const { toDark, toLight } = language.words
    const dark = shownTheme() === 'dark'
    button.dataset['shows'] = dark ? 'sun' : 'moon'
    button.setAttribute('aria-label', dark ? toLight : toDark)
    button.title = dark ? toLight : toDark
  }
  language.each(show)
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show)
  button.addEventListener('click', () => {
    chooseTheme(shownTheme() === 'dark' ? 'light' : 'dark')
    show()
  })
  return button
}
