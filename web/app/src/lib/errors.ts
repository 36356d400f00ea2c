import { Problem } from '@parley/sync'
import i18next from 'i18next'
import { toast } from 'sonner'
import type { Words } from '../i18n/en'
import { en } from '../i18n/en'

type ErrorKey = keyof Words['error']

const isKnown = (code: string): code is ErrorKey => code in en.error

/** What an error means, for people. */
export const errorText = (error: unknown): string => {
  if (!(error instanceof Problem)) {
    return i18next.t('error.offline')
  }
  return errorOfCode(error.code)
}

export const errorOfCode = (code: string): string => i18next.t(isKnown(code) ? `error.${code}` : 'error.unknown')

/** Runs what may fail, and says so in a toast if it does. */
export const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (error) {
    toast.error(errorText(error))
    return false
  }
}
