import { type Message, randomId, unwrap } from '@parley/sync'
import { useRef, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { useMessenger } from '../lib/hooks'
import { session } from '../lib/session'
import { toast } from '../lib/toast'
import type { Receiver } from './receivers'

/**
 * Hands messages on, in their order, to each receiver. Each copy has a name of its own that a second try uses again,
 * so that nothing comes twice.
 */
export const useForward = (messages: readonly Message[], onDone: () => void) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const names = useRef(new Map<string, string>())
  const [busy, setBusy] = useState(false)
  const nameOf = (receiver: Receiver, message: Message): string => {
    const key = `${receiver.key} ${message.id}`
    const name = names.current.get(key) ?? randomId()
    names.current.set(key, name)
    return name
  }
  const conversationOf = async (receiver: Receiver): Promise<string> => {
    if (receiver.conversationId !== null) {
      return receiver.conversationId
    }
    const body = { kind: 'direct', user_id: receiver.id }
    const conversation = await unwrap(session.api.POST('/api/conversations', { body }))
    messenger.adopt(conversation)
    return conversation.id
  }
  const handOn = async (receiver: Receiver): Promise<void> => {
    const id = await conversationOf(receiver)
    for (const message of messages) {
      await unwrap(
        session.api.POST('/api/conversations/{id}/messages', {
          params: { path: { id } },
          body: {
            client_msg_id: nameOf(receiver, message),
            forward: { conversation_id: message.conversation_id, seq: message.seq },
          },
        }),
      )
    }
  }
  /** @returns those whom nothing reached */
  const forward = async (receivers: readonly Receiver[]): Promise<readonly Receiver[]> => {
    setBusy(true)
    const failed: Receiver[] = []
    let reason: unknown = null
    for (const receiver of receivers) {
      await handOn(receiver).catch((error: unknown) => {
        failed.push(receiver)
        reason = error
      })
    }
    setBusy(false)
    if (failed.length > 0) {
      toast.error(errorText(reason))
    } else {
      toast.success(t('forward.done', { count: receivers.length }))
      onDone()
    }
    return failed
  }
  return { forward, busy }
}
