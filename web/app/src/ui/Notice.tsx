import type { ReactNode } from 'react'

/** A few words in a coloured frame. */
export const Notice = ({ kind, children }: { kind: 'bad' | 'info'; children: ReactNode }) => (
  <p
    role={kind === 'bad' ? 'alert' : 'status'}
    className={`m-0 rounded-box px-3.5 py-2.5 text-sm ${kind === 'bad' ? 'bg-bad-soft text-bad' : 'bg-brand-soft text-text'}`}
  >
    {children}
  </p>
)
