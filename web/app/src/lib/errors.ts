import { Problem } from '@parley/sync'
import i18next from 'i18next'
import type { Words } from '../i18n/en'
import { toast } from './toast'

const isKnown = (code: string): code is keyof Words['error'] => i18next.exists(`error.${code}`)

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
