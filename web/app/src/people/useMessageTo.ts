import { unwrap } from '@parley/sync'
import { useNavigate } from '@tanstack/react-router'
import { attempt } from '../lib/errors'
import { useMessenger } from '../lib/hooks'
import { session } from '../lib/session'

/** Opens the conversation with somebody, which is begun if there is none. */
export const useMessageTo = (): ((userId: string) => Promise<boolean>) => {
  const messenger = useMessenger()
  const navigate = useNavigate()
  return (userId) =>
    attempt(async () => {
      const conversation = await unwrap(
        session.api.POST('/api/conversations', { body: { kind: 'direct', user_id: userId } }),
      )
      messenger.adopt(conversation)
      await navigate({ to: '/c/$id', params: { id: conversation.id } })
    })
}
