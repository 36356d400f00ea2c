import type { Pending } from '@parley/sync'
import { useEffect, useState } from 'react'
import { useMessenger } from '../lib/hooks'

/** How many pictures that were sent from this page are kept to be shown at once. */
const MOST = 24

const known = new Map<string, string>()

/** Keeps what was picked under its message's name, so that the page can show it before the server does. */
export const keepPreview = (clientMsgId: string, blob: Blob): string => {
  const address = URL.createObjectURL(blob)
  known.set(clientMsgId, address)
  for (const [name, old] of known) {
    if (known.size <= MOST) {
      break
    }
    known.delete(name)
    URL.revokeObjectURL(old)
  }
  return address
}

/**
 * What this device has of an own picture. After a reload only the engine has it.
 *
 * @param clientMsgId null for what is no own picture
 * @param pending the message, while it is on its way
 */
export const usePreview = (clientMsgId: string | null, pending: Pending | null): string | null => {
  const messenger = useMessenger()
  const [found, setFound] = useState<string | null>(null)
  const held = clientMsgId === null ? null : (known.get(clientMsgId) ?? null)
  const wanted = clientMsgId !== null && held === null && pending !== null
  useEffect(() => {
    if (!wanted) {
      return undefined
    }
    let left = false
    messenger.picked(clientMsgId).then(
      (blob) => {
        if (!left && blob !== null) {
          setFound(keepPreview(clientMsgId, blob))
        }
      },
      () => undefined, // the placeholder stays
    )
    return () => {
      left = true
    }
  }, [wanted, clientMsgId, messenger])
  return held ?? found
}
