import type { Message } from '@parley/sync'
import { useTranslation } from '../i18n/useTranslation'
import { useLanguage, useMessages, useNow } from '../lib/hooks'
import { noteText } from '../lib/names'
import { dayName, fullTime } from '../lib/time'

export const Day = ({ iso }: { iso: string }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  return (
    <div className="flex justify-center pb-3 pt-2">
      <time
        dateTime={iso}
        className="rounded-full border border-line bg-panel px-3 py-0.5 text-xs font-medium text-muted"
      >
        {dayName(iso, language, now, { today: t('chat.today'), yesterday: t('chat.yesterday') })}
      </time>
    </div>
  )
}

export const Unread = ({ count }: { count: number }) => {
  const { t } = useTranslation()
  return (
    <div
      role="separator"
      className="flex items-center gap-3 pb-3 pt-2 text-xs font-semibold text-brand before:h-px before:flex-1 before:bg-current before:opacity-35 after:h-px after:flex-1 after:bg-current after:opacity-35"
    >
      {t('chat.unread', { count })}
    </div>
  )
}

export const Note = ({ message }: { message: Message }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const text = useMessages((state) => noteText(state, message.system, message.sender_id, t, language))
  return (
    <p className="m-0 px-6 pb-2.5 pt-1 text-center text-xs text-muted" title={fullTime(message.sent_at, language)}>
      {text}
    </p>
  )
}
