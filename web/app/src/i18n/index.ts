import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en'
import { zhCN } from './zh-CN'

export type Language = 'en' | 'zh-CN'

const KEY = 'parley:language'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

const preferred = (): Language => {
  const kept = localStorage.getItem(KEY)
  if (kept === 'en' || kept === 'zh-CN') {
    return kept
  }
  return navigator.languages.some((one) => one.toLowerCase().startsWith('zh')) ? 'zh-CN' : 'en'
}

const show = (language: string): void => {
  document.documentElement.lang = language
}

export const startLanguage = (): void => {
  const language = preferred()
  show(language)
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
}

export const language = (): Language => (i18next.language === 'zh-CN' ? 'zh-CN' : 'en')

export const setLanguage = (next: Language): void => {
  localStorage.setItem(KEY, next)
  show(next)
  void i18next.changeLanguage(next)
}
