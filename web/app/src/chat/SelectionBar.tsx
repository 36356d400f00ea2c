import { bySeq, type Conversation, type Message } from '@parley/sync'
import { Copy, Forward, Trash2, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useLanguage, useMessages, useMessenger } from '../lib/hooks'
import { nameOf } from '../lib/names'
import { fullTime } from '../lib/time'
import { toast } from '../lib/toast'
import { Confirm, type Question } from '../ui/Confirm'
import { IconButton } from '../ui/IconButton'
import { useChat } from './ChatContext'
import { mayRecall } from './rights'

interface Props {
  conversation: Conversation
  selected: ReadonlySet<number>
  onEnd: () => void
}

/** In place of the composer while messages are being chosen: what can be done with all of them. */
export const SelectionBar = ({ conversation, selected, onEnd }: Props) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const messenger = useMessenger()
  const { ask } = useChat()
  const [question, setQuestion] = useState<Question | null>(null)
  const log = useMessages((state) => state.logs.get(conversation.id))
  const state = messenger.snapshot()
  const messages = [...selected]
    .sort((a, b) => a - b)
    .flatMap((seq): Message[] => {
      const one = log && bySeq(log, seq)
      return one === undefined ? [] : [one]
    })
  const none = messages.length === 0
  const copy = async (): Promise<void> => {
    const lines = messages.map(
      (one) => `${nameOf(state, one.sender_id, t)}, ${fullTime(one.sent_at, language)}\n${one.text}`,
    )
    await navigator.clipboard.writeText(messages.length === 1 ? (messages[0]?.text ?? '') : lines.join('\n\n'))
    toast.success(t('common.copied'))
    onEnd()
  }
  const recallable = messages.every((one) => mayRecall(one, conversation, state.me.id, Date.now()))
  const askRecall = (): void =>
    setQuestion({
      title: t('select.recallTitle', { count: messages.length }),
      hint: t('select.recallHint'),
      action: t('chat.recall'),
      danger: true,
      run: () =>
        attempt(async () => {
          for (const one of messages) {
            await messenger.recall(conversation.id, one.seq)
          }
          onEnd()
        }),
    })
  return (
    <div
      role="toolbar"
      aria-label={t('select.label')}
      className="flex h-16 shrink-0 animate-fade items-center gap-1 border-t border-line bg-panel px-3"
    >
      <IconButton icon={X} label={t('select.end')} onClick={onEnd} />
      <p role="status" className="m-0 min-w-0 flex-1 truncate pl-1 font-medium">
        {t('select.count', { count: messages.length })}
      </p>
      {'clipboard' in navigator && (
        <IconButton icon={Copy} label={t('common.copy')} disabled={none} onClick={() => void attempt(copy)} />
      )}
      <IconButton
        icon={Forward}
        label={t('chat.forward')}
        disabled={none}
        onClick={() => ask({ type: 'forward', messages })}
      />
      <IconButton icon={Undo2} label={t('chat.recall')} disabled={none || !recallable} onClick={askRecall} />
      <IconButton
        icon={Trash2}
        label={t('list.deleteForMe')}
        disabled={none}
        onClick={() => ask({ type: 'delete', messages, onDone: onEnd })}
      />
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </div>
  )
}
