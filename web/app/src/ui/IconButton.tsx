import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes } from 'react'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon
  label: string
  size?: number
}

/** An icon with a name for readers of screens. */
export const IconButton = ({ icon: Icon, label, size = 20, className = '', type = 'button', ...rest }: Props) => (
  <button
    type={type}
    aria-label={label}
    title={label}
    className={`grid size-10 shrink-0 place-items-center rounded-box text-muted transition-colors duration-[var(--quick)] hover:bg-hover hover:text-text disabled:opacity-40 ${className}`}
    {...rest}
  >
    <Icon size={size} strokeWidth={1.8} aria-hidden="true" />
  </button>
)
