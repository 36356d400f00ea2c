import type { NotifySettings } from '@parley/sync'
import { useTranslation } from '../i18n/useTranslation'
import { Toggle } from './Toggle'

type Quiet = NonNullable<NotifySettings['quiet']>

interface Props {
  quiet: Quiet | null
  onChange: (quiet: Quiet | null) => void
}

/** The zone of this device; of two devices in two zones the one counts that was asked last. */
const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const NIGHT = { from: '22:00', to: '07:00' }

/** Hours of every day in which nothing is told. */
export const QuietHours = ({ quiet, onChange }: Props) => {
  const { t } = useTranslation()
  const set = (side: 'from' | 'to', time: string): void => {
    const next = { ...NIGHT, ...quiet, zone: here(), [side]: time }
    if (time !== '' && next.from !== next.to) {
      onChange(next)
    }
  }
  return (
    <>
      <Toggle
        label={t('notify.quiet')}
        hint={t('notify.quietHint', { zone: quiet?.zone ?? here() })}
        on={quiet !== null}
        onChange={(on) => onChange(on ? { ...NIGHT, zone: here() } : null)}
      />
      {quiet !== null && (
        <div className="flex flex-wrap gap-4">
          {(['from', 'to'] as const).map((side) => (
            <label key={side} className="flex items-center gap-2 text-sm">
              {t(`notify.${side}`)}
              <input
                type="time"
                value={quiet[side] ?? NIGHT[side]}
                onChange={({ target }) => set(side, target.value)}
                className="tnum h-9 rounded-box border border-control bg-panel px-2"
              />
            </label>
          ))}
        </div>
      )}
    </>
  )
}
