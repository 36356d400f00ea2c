import type { FieldError } from 'react-hook-form'
import { useTranslation } from '../i18n/useTranslation'

const KEYS = ['error.required', 'error.usernameForm', 'error.passwordShort', 'error.field-too-long'] as const

/** The words of what is wrong with a field; what the server said is in words already. */
export const useFieldError = (): ((error: FieldError | undefined) => string | undefined) => {
  const { t } = useTranslation()
  return (error) => {
    const key = KEYS.find((one) => one === error?.message)
    return key === undefined ? error?.message : t(key)
  }
}
