import type { ButtonHTMLAttributes } from 'react'

type Kind = 'primary' | 'plain' | 'danger' | 'quiet'

const LOOKS: Record<Kind, string> = {
  primary: 'bg-brand text-brand-ink hover:bg-brand-hover',
  plain: 'bg-sunken text-text hover:bg-hover',
  danger: 'bg-bad-soft text-bad hover:brightness-95',
  quiet: 'text-brand hover:bg-hover',
}

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: Kind
}

export const Button = ({ kind = 'primary', className = '', type = 'button', ...rest }: Props) => (
  <button
    type={type}
    className={`inline-flex h-10 items-center justify-center gap-2 rounded-box px-4 font-medium transition-colors duration-[var(--quick)] disabled:opacity-55 ${LOOKS[kind]} ${className}`}
    {...rest}
  />
)
