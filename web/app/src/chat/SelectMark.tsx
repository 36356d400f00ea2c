import { Check } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { useChat } from './ChatContext'

/** Before a message while messages are being chosen. */
export const SelectMark = ({ seq, chosen }: { seq: number; chosen: boolean }) => {
  const { t } = useTranslation()
  const { toggle } = useChat()
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={chosen}
      aria-label={t('select.one')}
      onClick={(event) => {
        event.stopPropagation()
        toggle(seq)
      }}
      className="mb-1.5 mr-auto grid size-6 shrink-0 place-items-center self-end rounded-full border-2 border-control text-transparent aria-checked:border-brand aria-checked:bg-brand aria-checked:text-brand-ink"
    >
      <Check size={14} strokeWidth={3} aria-hidden="true" />
    </button>
  )
}
