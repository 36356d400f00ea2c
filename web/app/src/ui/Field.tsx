import { type InputHTMLAttributes, type ReactNode, useId } from 'react'

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** Beside the words, inside the frame. */
  end?: ReactNode
}

/** A line to type in, with its name, a hint, and what is wrong with it. */
export const Field = ({ label, hint, error, end, className = '', ...rest }: Props) => {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div
        className={`flex h-11 items-center rounded-box border bg-panel pr-1 transition-colors duration-[var(--quick)] focus-within:border-brand focus-within:ring-2 focus-within:ring-brand/25 ${error ? 'border-bad' : 'border-control/60'}`}
      >
        <input
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
          className={`h-full min-w-0 flex-1 rounded-box bg-transparent px-3 text-base outline-none placeholder:text-faint ${className}`}
          {...rest}
        />
        {end}
      </div>
      {note !== undefined && (
        <p
          id={`${id}-note`}
          role={error === undefined ? undefined : 'alert'}
          className={`m-0 text-xs ${error ? 'text-bad' : 'text-muted'}`}
        >
          {note}
        </p>
      )}
    </div>
  )
}
