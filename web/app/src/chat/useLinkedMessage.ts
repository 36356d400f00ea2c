import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'

/**
 * Goes to the message that the address names, once there are messages. The name is taken off the address then, so
 * that the same link works again.
 *
 * @returns whether there is one
 */
export const useLinkedMessage = (ready: boolean, jump: (seq: number) => void): boolean => {
  const { m: seq } = useSearch({ from: '/signed-in/c/$id' })
  const navigate = useNavigate()
  useEffect(() => {
    if (seq !== undefined && ready) {
      jump(seq)
      void navigate({ to: '.', search: {}, replace: true })
    }
  }, [seq, ready, jump, navigate])
  return seq !== undefined
}
