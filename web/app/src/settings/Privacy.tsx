import { type PrivacySettings, unwrap } from '@parley/sync'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessages } from '../lib/hooks'
import { session } from '../lib/session'
import { Choice } from './Choice'
import { Section } from './Section'
import { Toggle } from './Toggle'

const CIRCLES = ['everybody', 'contacts', 'nobody'] as const

const OPEN: PrivacySettings = { last_seen: 'everybody', read_receipts: true, reach: 'everybody' }

/** What the reader shows of oneself. */
export const Privacy = () => {
  const { t } = useTranslation()
  const settings = useMessages((state) => state.privacy) ?? OPEN
  const change = (changed: Partial<PrivacySettings>): void =>
    void attempt(() => unwrap(session.api.PATCH('/api/me/privacy', { body: changed })))
  return (
    <Section title={t('privacy.title')} hint={t('privacy.hint')}>
      <Circle
        label={t('privacy.lastSeen')}
        hint={t('privacy.lastSeenHint')}
        value={settings.last_seen}
        onChange={(last_seen) => change({ last_seen })}
      />
      <Toggle
        label={t('privacy.receipts')}
        hint={t('privacy.receiptsHint')}
        on={settings.read_receipts}
        onChange={(read_receipts) => change({ read_receipts })}
      />
      <Circle
        label={t('privacy.reach')}
        hint={t('privacy.reachHint')}
        value={settings.reach}
        onChange={(reach) => change({ reach })}
      />
    </Section>
  )
}

interface Props {
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
}

/** For whom something is. */
const Circle = ({ value, ...shown }: Props) => {
  const { t } = useTranslation()
  return (
    <Choice
      {...shown}
      value={CIRCLES.find((one) => one === value) ?? 'everybody'}
      options={CIRCLES.map((one) => ({ value: one, label: t(`privacy.${one}`) }))}
    />
  )
}
