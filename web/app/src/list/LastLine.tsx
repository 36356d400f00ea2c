import { bySeq, type Conversation, placesOf, type Pending, progressOfPending, type State } from '@parley/sync'
import type { TFunction } from 'i18next'
import { useTranslation } from '../i18n/useTranslation'
import { useLanguage, useMessages } from '../lib/hooks'
import { nameOf, noteText } from '../lib/names'
import { gistOf } from '../media/gist'
import { KindMark } from '../media/KindMark'
import { Ticks } from '../ui/Ticks'

/** What the list shows below a name: who types, a draft, a message on its way, or the last one. */
export const LastLine = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { id, me, last_message: last } = conversation
  const isTyping = useMessages((state) => (state.typing.get(id)?.length ?? 0) > 0)
  const pending = useMessages((state) => state.pending.get(id)?.at(-1))
  const myId = useMessages((state) => state.me.id)
  const seen = useMessages((state) => seenBy(state, id, last?.seq ?? 0))
  const words = useMessages((state) => lastWords(state, conversation, t, language))
  if (isTyping) {
    return <span className="min-w-0 flex-1 truncate text-sm text-brand">{t('chat.typing')}</span>
  }
  if (me.draft !== '') {
    return (
      <span className="min-w-0 flex-1 truncate text-sm text-muted">
        <span className="text-bad">{t('list.draft')}</span> {me.draft}
      </span>
    )
  }
  const isMine = last?.sender_id === myId && last.kind !== 'system'
  return (
    <span className="flex min-w-0 flex-1 items-center gap-1 text-sm text-muted">
      {pending ? (
        <Ticks progress={progressOfPending(pending)} size={14} />
      ) : (
        isMine && !last.recalled && <Ticks progress={seen} size={14} />
      )}
      <span className="truncate">
        <KindMark kind={pending ? pendingKind(pending) : last?.recalled ? undefined : last?.kind} />
        {pending ? gistOf({ kind: pendingKind(pending), ...pending }, t) : words}
      </span>
    </span>
  )
}

const pendingKind = ({ file }: Pending): string => (file === null ? 'text' : file.kind === 'image' ? 'image' : 'file')

const seenBy = (state: State, id: string, seq: number): 'sent' | 'delivered' | 'seen' => {
  let best: 'sent' | 'delivered' | 'seen' = 'sent'
  for (const [userId, place] of placesOf(state, id)) {
    if (userId !== state.me.id) {
      if (place.readSeq >= seq) {
        return 'seen'
      }
      best = place.deliveredSeq >= seq ? 'delivered' : best
    }
  }
  return best
}

const lastWords = (state: State, conversation: Conversation, t: TFunction, language: string): string => {
  const last = conversation.last_message
  if (!last) {
    return t('list.noMessages')
  }
  if (last.kind === 'system') {
    return last.system ? noteText(state, last.system, last.sender_id, t, language) : ''
  }
  const log = state.logs.get(conversation.id)
  const file = log && last.preview === '' ? bySeq(log, last.seq)?.file : null
  const plain = last.recalled
    ? t('list.recalled')
    : gistOf({ kind: last.kind, text: last.preview.replace(/\s+/gu, ' '), file }, t)
  if (conversation.kind === 'direct' || last.recalled) {
    return plain
  }
  return last.sender_id === state.me.id ? t('list.you') + plain : `${nameOf(state, last.sender_id, t)}: ${plain}`
}
