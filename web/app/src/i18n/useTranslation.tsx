import i18next, { type TFunction } from 'i18next'
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'

interface Translation {
  readonly t: TFunction
  readonly language: string
}

const translations = new Map<string, Translation>()

/** Looks words without anything to be put into them up once: who scrolls through messages asks for the same ones for each. */
const remembering = (t: TFunction): TFunction => {
  const known = new Map<unknown, unknown>()
  return new Proxy(t, {
    apply: (translate, _, given: unknown[]) => {
      const [key] = given
      const words = (given.length === 1 ? known.get(key) : undefined) ?? Reflect.apply(translate, undefined, given)
      if (given.length === 1) {
        known.set(key, words)
      }
      return words
    },
  })
}

const translation = (): Translation => {
  const { language } = i18next
  const known = translations.get(language) ?? { t: remembering(i18next.getFixedT(language)), language }
  translations.set(language, known)
  return known
}

const subscribe = (listener: () => void): (() => void) => {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}

const TranslationContext = createContext<Translation | null>(null)

/** Gives everything below it its words. */
export const Translated = ({ children }: { children: ReactNode }) => (
  <TranslationContext value={useSyncExternalStore(subscribe, translation)}>{children}</TranslationContext>
)

/** The words of the chosen language. A row of the message list asks ten times, so it is a context and nothing more. */
export const useTranslation = (): Translation => {
  const given = useContext(TranslationContext)
  if (given === null) {
    throw new Error('only below Translated')
  }
  return given
}
