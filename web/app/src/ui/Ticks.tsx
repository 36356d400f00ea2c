import type { Progress } from '@parley/sync'
import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'

const ICONS = { sending: Clock, sent: Check, delivered: CheckCheck, seen: CheckCheck, failed: CircleAlert } as const

/** How far an own message has come: by shape, by colour, and in words. */
export const Ticks = ({ progress, size = 15 }: { progress: Progress; size?: number }) => {
  const { t } = useTranslation()
  const Icon = ICONS[progress]
  const colour = progress === 'seen' ? 'text-brand' : progress === 'failed' ? 'text-bad' : ''
  return (
    <span
      role="img"
      aria-label={t(`chat.${progress}`)}
      title={t(`chat.${progress}`)}
      className={`inline-flex shrink-0 ${colour}`}
      data-progress={progress}
    >
      <Icon size={size} strokeWidth={progress === 'seen' ? 2.4 : 2} aria-hidden="true" />
    </span>
  )
}
