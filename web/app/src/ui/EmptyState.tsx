import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  icon: LucideIcon
  title: string
  hint: string
  children?: ReactNode
}

/** Says what to do next, and holds one button. */
export const EmptyState = ({ icon: Icon, title, hint, children }: Props) => (
  <div className="grid h-full animate-fade place-content-center justify-items-center gap-1.5 p-8 text-center">
    <span className="mb-3 grid size-14 place-items-center rounded-card bg-brand-soft text-brand">
      <Icon size={26} strokeWidth={1.8} aria-hidden="true" />
    </span>
    <p className="m-0 text-lg font-semibold">{title}</p>
    <p className="m-0 max-w-72 text-muted">{hint}</p>
    {children !== undefined && <div className="mt-4">{children}</div>}
  </div>
)
