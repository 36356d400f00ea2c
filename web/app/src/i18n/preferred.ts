export type Language = 'en' | 'zh-CN'

const KEY = 'parley:language'

/** The language that was chosen on this device, else the browser's. */
export const preferred = (): Language => {
  const kept = localStorage.getItem(KEY)
  if (kept === 'en' || kept === 'zh-CN') {
    return kept
  }
  return navigator.languages.some((one) => one.toLowerCase().startsWith('zh')) ? 'zh-CN' : 'en'
}

export const prefer = (language: Language): void => localStorage.setItem(KEY, language)

/** Each has every word, so that one is enough. */
export const WORDS: Record<Language, () => Promise<object>> = {
  en: async () => (await import('./en')).en,
  'zh-CN': async () => (await import('./zh-CN')).zhCN,
}
