import { placesOf, progressOf, progressOfPending, type Progress } from '@parley/sync'
import { Pin } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { Ticks } from '../ui/Ticks'
import { useChat } from './ChatContext'
import type { BubbleRow } from './rows'

/** The time and how far it has come, at the end of the last line, or on a picture. */
export const Meta = ({ row, time, onTop = false }: { row: BubbleRow; time: string; onTop?: boolean }) => {
  const { t } = useTranslation()
  const { ask } = useChat()
  const { message, mine, sentAt } = row
  const there = !message?.recalled_at
  return (
    <span
      data-theme={onTop ? 'dark' : undefined}
      className={`tnum inline-flex items-center gap-1 text-[11px] leading-4 ${onTop ? 'absolute bottom-1.5 right-1.5 rounded-full bg-overlay px-2 py-0.5 text-overlay-ink' : `float-right ml-3 mt-1.5 translate-y-0.5 ${mine && there ? 'text-mine-faint' : 'text-faint'}`}`}
    >
      {message?.pinned_at && there && <Pin size={12} strokeWidth={2} role="img" aria-label={t('pins.one')} />}
      {message?.edited_at && there && (
        <button
          type="button"
          aria-label={t('history.show')}
          title={t('history.show')}
          onClick={() => ask({ type: 'history', message })}
          className="relative hover:underline after:absolute after:-inset-x-1 after:-inset-y-1.5"
        >
          {t('chat.edited')}
        </button>
      )}
      <time dateTime={sentAt}>{time}</time>
      {mine && there && <Progressing row={row} />}
    </span>
  )
}

const Progressing = ({ row: { message, pending } }: { row: BubbleRow }) => {
  const progress = useMessages((state): Progress =>
    pending !== null
      ? progressOfPending(pending)
      : message === null
        ? 'sending'
        : progressOf(message, placesOf(state, message.conversation_id), state.me.id),
  )
  return <Ticks progress={progress} />
}
