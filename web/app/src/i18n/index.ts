import i18next from 'i18next'
import type { Words } from './en'
import { type Language, prefer, preferred, WORDS } from './preferred'

export type { Language } from './preferred'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Words }
  }
}

const show = (language: Language): void => {
  document.documentElement.lang = language
}

/** To be waited for before anything is drawn. */
export const startLanguage = async (): Promise<void> => {
  const language = preferred()
  show(language)
  await i18next.init({
    lng: language,
    resources: { [language]: { translation: await WORDS[language]() } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
}

export const language = (): Language => (i18next.language === 'zh-CN' ? 'zh-CN' : 'en')

export const setLanguage = async (next: Language): Promise<void> => {
  prefer(next)
  i18next.addResourceBundle(next, 'translation', await WORDS[next]())
  await i18next.changeLanguage(next)
  show(next)
}
