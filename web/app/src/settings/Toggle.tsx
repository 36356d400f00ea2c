import { Switch } from 'radix-ui'

interface Props {
  label: string
  hint: string
  on: boolean
  onChange: (on: boolean) => void
}

/** On or off. */
export const Toggle = ({ label, hint, on, onChange }: Props) => (
  <label className="flex items-center justify-between gap-4">
    <span>
      {label}
      <span className="block text-sm text-muted">{hint}</span>
    </span>
    <Switch.Root
      checked={on}
      onCheckedChange={onChange}
      className="h-6.5 w-11 shrink-0 rounded-full bg-control/70 p-0.75 transition-colors duration-[var(--quick)] data-[state=checked]:bg-brand"
    >
      <Switch.Thumb className="block size-5 rounded-full bg-[white] shadow-card transition-transform duration-[var(--quick)] data-[state=checked]:translate-x-4.5" />
    </Switch.Root>
  </label>
)
