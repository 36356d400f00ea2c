import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Words } from './en'

export type Language = 'en' | 'zh-CN'

const KEY = 'parley:language'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Words }
  }
}

/** Each has every word, so that one is enough. */
const WORDS: Record<Language, () => Promise<object>> = {
  en: async () => (await import('./en')).en,
  'zh-CN': async () => (await import('./zh-CN')).zhCN,
}

const preferred = (): Language => {
  const kept = localStorage.getItem(KEY)
  if (kept === 'en' || kept === 'zh-CN') {
    return kept
  }
  return navigator.languages.some((one) => one.toLowerCase().startsWith('zh')) ? 'zh-CN' : 'en'
}

const show = (language: Language): void => {
  document.documentElement.lang = language
}

/** To be waited for before anything is drawn. */
export const startLanguage = async (): Promise<void> => {
  const language = preferred()
  show(language)
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await WORDS[language]() } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
}

export const language = (): Language => (i18next.language === 'zh-CN' ? 'zh-CN' : 'en')

export const setLanguage = async (next: Language): Promise<void> => {
  localStorage.setItem(KEY, next)
  i18next.addResourceBundle(next, 'translation', await WORDS[next]())
  await i18next.changeLanguage(next)
  show(next)
}
