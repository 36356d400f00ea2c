import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMessenger } from '../lib/hooks'

/** Tells of messages while nobody looks at the page. What it takes is loaded once the page has shown what it has to. */
export const useNotifying = (): void => {
  const messenger = useMessenger()
  const router = useRouter()
  useEffect(() => {
    let end: (() => void) | null = null
    let gone = false
    const timer = setTimeout(() => {
      void import('../notify/notifying').then(({ startNotifying }) => {
        if (!gone) {
          end = startNotifying(messenger, (path) => void router.navigate({ to: path }))
        }
      })
    }, 1_000)
    return () => {
      gone = true
      clearTimeout(timer)
      end?.()
    }
  }, [messenger, router])
}
