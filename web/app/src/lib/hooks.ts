import type { SessionState, SharedMessenger, State } from '@parley/sync'
import { createContext, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { session } from './session'

export const MessengerContext = createContext<SharedMessenger | null>(null)

export const useMessenger = (): SharedMessenger => {
  const messenger = useContext(MessengerContext)
  if (messenger === null) {
    throw new Error('only for those who are signed in')
  }
  return messenger
}

/** A part of the messenger's state; the component is drawn anew when that part is another object. */
export const useMessages = <T>(select: (state: State) => T): T => {
  const messenger = useMessenger()
  return useSyncExternalStore(messenger.subscribe, () => select(messenger.snapshot()))
}

export const useSession = (): SessionState => useSyncExternalStore(session.subscribe, session.snapshot)

export const useLanguage = (): string => useTranslation().language

const MINUTE_MS = 60_000

/** The time, told anew each minute. */
export const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

export const useMedia = (query: string): boolean => {
  const [list] = useState(() => matchMedia(query))
  return useSyncExternalStore(
    (listener) => {
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => list.matches,
  )
}

/** A value that becomes true only after it was true for a while, so that nothing flickers. */
export const useLasting = (value: boolean, ms: number): boolean => {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!value) {
      setLasting(false)
      return undefined
    }
    const timer = setTimeout(() => setLasting(true), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return lasting
}

/** The last function given, under one name for good: for listeners. */
export const useLatest = <A extends unknown[], R>(run: (...given: A) => R): ((...given: A) => R) => {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  const [stable] = useState(
    () =>
      (...given: A): R =>
        latest.current(...given),
  )
  return stable
}
