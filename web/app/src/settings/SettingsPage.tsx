import { LogOut } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { Queries } from '../lib/Queries'
import { session } from '../lib/session'
import { Button } from '../ui/Button'
import { Address } from './Address'
import { Appearance } from './Appearance'
import { Blocked } from './Blocked'
import { Devices } from './Devices'
import { LinkedAccounts } from './LinkedAccounts'
import { Notifications } from './Notifications'
import { Passkeys } from './Passkeys'
import { Password } from './Password'
import { Privacy } from './Privacy'
import { Profile } from './Profile'
import { SecondFactor } from './SecondFactor'
import { Section } from './Section'

export const SettingsPage = () => {
  const { t } = useTranslation()
  return (
    <main data-landmark tabIndex={-1} className="min-w-0 flex-1 overflow-y-auto bg-bg outline-none">
      <div className="mx-auto grid max-w-[640px] grid-cols-[minmax(0,1fr)] gap-5 px-5 pb-12 pt-5 max-md:px-4">
        <h1 className="m-0 text-xl font-bold tracking-tight">{t('settings.title')}</h1>
        <Queries>
          <Profile />
          <Appearance />
          <Notifications />
          <Privacy />
          <Devices />
          <Blocked />
          <Password />
          <Address />
          <LinkedAccounts />
          <SecondFactor />
          <Passkeys />
        </Queries>
        <Section title={t('settings.signOut')} hint={t('settings.signOutHint')}>
          <Button kind="danger" className="justify-self-start" onClick={() => void attempt(() => session.signOut())}>
            <LogOut size={18} strokeWidth={1.8} aria-hidden="true" />
            {t('settings.signOut')}
          </Button>
        </Section>
      </div>
    </main>
  )
}
