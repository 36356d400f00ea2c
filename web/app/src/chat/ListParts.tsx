import { ChevronDown } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'

/** Leads to the latest message, and says how many are new. */
export const ToEnd = ({ unread, onPress }: { unread: number; onPress: () => void }) => {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      aria-label={unread > 0 ? `${t('chat.unread', { count: unread })}. ${t('chat.jump')}` : t('chat.jump')}
      onClick={onPress}
      className="absolute bottom-3 right-5 flex h-10 min-w-10 animate-pop items-center justify-center gap-1.5 rounded-full border border-line bg-panel px-2.5 text-sm font-medium shadow-card hover:bg-hover"
    >
      {unread > 0 && <span className="tnum pl-1 text-brand">{t('chat.unread', { count: unread })}</span>}
      <ChevronDown size={20} strokeWidth={1.8} aria-hidden="true" />
    </button>
  )
}

/** Bubbles without words, until any message is known. */
export const BubbleSkeletons = () => {
  const { t } = useTranslation()
  return (
    <div
      role="status"
      aria-label={t('app.loading')}
      className="absolute inset-0 flex animate-pulse flex-col justify-end gap-3 p-5"
    >
      {[46, 62, 38, 54, 30].map((width, i) => (
        <span
          key={i}
          aria-hidden="true"
          className={`h-10 rounded-card ${i % 3 === 1 ? 'self-end bg-mine' : 'bg-sunken'}`}
          style={{ width: `${width}%` }}
        />
      ))}
    </div>
  )
}
