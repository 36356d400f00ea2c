import { type ReactNode, useId } from 'react'

/** A card of settings. */
export const Section = ({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) => {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-card border border-line bg-panel p-5"
    >
      <div>
        <h2 id={id} className="m-0 text-base font-semibold">
          {title}
        </h2>
        {hint !== undefined && <p className="m-0 text-sm text-muted">{hint}</p>}
      </div>
      {children}
    </section>
  )
}
