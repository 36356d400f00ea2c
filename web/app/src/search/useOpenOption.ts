import { useNavigate } from '@tanstack/react-router'
import { useMessageTo } from '../people/useMessageTo'
import type { Option } from './options'

/** Goes to what was found: a conversation, a person's conversation, a message in its place. */
export const useOpenOption = (): ((option: Option) => void) => {
  const navigate = useNavigate()
  const messageTo = useMessageTo()
  return (option) => {
    switch (option.type) {
      case 'chat':
        void navigate({ to: '/c/$id', params: { id: option.conversation.id } })
        return
      case 'message': {
        const { conversation_id: id, seq } = option.found
        void navigate({ to: '/c/$id', params: { id }, search: { m: seq } })
        return
      }
      case 'person':
        void messageTo(option.found.person.id)
    }
  }
}
