import { useEffect } from 'react'
import { useMessenger } from '../lib/hooks'

/** Follows whether those who are on the screen are here, as long as they are. */
export const useShownPresence = (userIds: readonly string[]): void => {
  const messenger = useMessenger()
  const key = userIds.join()
  useEffect(() => {
    if (key === '') {
      return undefined
    }
    messenger.showPresence(key.split(','))
    return () => messenger.showPresence([])
  }, [key, messenger])
}
