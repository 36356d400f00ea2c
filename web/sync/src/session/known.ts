import type { Account } from '../api/types'
import { csrfToken } from './cookies'

export const ACCOUNT_KEY = 'parley:account'

/** Who was signed in here last, if that may still be so. */
export const knownAccount = (cookies: string, memory: Pick<Storage, 'getItem'>): Account | null => {
  const text = csrfToken(cookies) === null ? null : memory.getItem(ACCOUNT_KEY)
  return text === null ? null : (JSON.parse(text) as Account)
}
