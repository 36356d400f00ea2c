import { ToggleGroup } from 'radix-ui'

interface Props<T extends string> {
  label: string
  hint?: string
  value: T
  options: readonly { value: T; label: string; lang?: string }[]
  onChange: (value: T) => void
}

/** One of a few. */
export const Choice = <T extends string>({ label, hint, value, options, onChange }: Props<T>) => (
  <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
    <span className="text-base">{label}</span>
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next: string) => {
        const chosen = options.find((one) => one.value === next)
        if (chosen !== undefined) {
          onChange(chosen.value)
        }
      }}
      className="flex rounded-box bg-sunken p-1"
    >
      {options.map((one) => (
        <ToggleGroup.Item
          key={one.value}
          value={one.value}
          lang={one.lang}
          className="h-8 rounded-chip px-3 text-sm text-muted transition-colors duration-[var(--quick)] data-[state=on]:bg-panel data-[state=on]:font-medium data-[state=on]:text-text data-[state=on]:shadow-card"
        >
          {one.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
    {hint !== undefined && <p className="m-0 basis-full text-sm text-muted">{hint}</p>}
  </div>
)
