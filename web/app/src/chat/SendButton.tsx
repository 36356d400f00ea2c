import { Check, SendHorizontal } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'

export const SendButton = ({ editing, disabled }: { editing: boolean; disabled: boolean }) => {
  const { t } = useTranslation()
  const label = t(editing ? 'chat.saveEdit' : 'chat.send')
  return (
    <button
      type="submit"
      disabled={disabled}
      aria-label={label}
      title={label}
      className="grid size-9.5 shrink-0 place-items-center rounded-[11px] bg-brand text-brand-ink transition-colors duration-[var(--quick)] hover:bg-brand-hover disabled:bg-sunken disabled:text-faint"
    >
      {editing ? (
        <Check size={20} strokeWidth={2} aria-hidden="true" />
      ) : (
        <SendHorizontal size={19} strokeWidth={1.9} aria-hidden="true" />
      )}
    </button>
  )
}
