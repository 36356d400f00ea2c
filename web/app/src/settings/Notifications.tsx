import { type NotifySettings, unwrap } from '@parley/sync'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessages } from '../lib/hooks'
import { setSounds, sounds } from '../lib/preferences'
import { session } from '../lib/session'
import { toast } from '../lib/toast'
import { pushedAs, standing, turnOff, turnOn } from '../notify/subscribing'
import { Button } from '../ui/Button'
import { Choice } from './Choice'
import { QuietHours } from './QuietHours'
import { Section } from './Section'
import { Toggle } from './Toggle'

const LEVELS = ['all', 'mentions', 'none'] as const

/** What the reader wants to be told of, and whether this device tells. */
export const Notifications = () => {
  const { t } = useTranslation()
  const held = useMessages((state) => state.notify)
  const [sound, setSound] = useState(sounds)
  const settings: NotifySettings = held ?? { level: 'all', preview: true, quiet: null }
  const put = (changed: Partial<NotifySettings>): void =>
    void attempt(() => unwrap(session.api.PUT('/api/me/notifications', { body: { ...settings, ...changed } })))
  return (
    <Section title={t('notify.title')} hint={t('notify.hint')}>
      <ThisDevice />
      <Choice
        label={t('notify.level')}
        value={LEVELS.find((one) => one === settings.level) ?? 'all'}
        options={LEVELS.map((value) => ({ value, label: t(`notify.${value}`) }))}
        onChange={(level) => put({ level })}
      />
      <Toggle
        label={t('notify.preview')}
        hint={t('notify.previewHint')}
        on={settings.preview}
        onChange={(preview) => put({ preview })}
      />
      <Toggle
        label={t('notify.sound')}
        hint={t('notify.soundHint')}
        on={sound}
        onChange={(on) => {
          setSounds(on)
          setSound(on)
        }}
      />
      <QuietHours quiet={settings.quiet ?? null} onChange={(quiet) => put({ quiet })} />
    </Section>
  )
}

/** The browser is asked for its permission by a click alone. */
const ThisDevice = () => {
  const { t } = useTranslation()
  const [state, setState] = useState(standing)
  const [busy, setBusy] = useState(false)
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    await attempt(work)
    setBusy(false)
    setState(standing())
  }
  const begin = async (): Promise<void> => {
    const pushed = await turnOn()
    if (!pushed && Notification.permission === 'granted') {
      toast.success(t('notify.pageOnly'))
    }
  }
  const tryOut = async (): Promise<void> => {
    const id = pushedAs()
    if (id !== null) {
      await unwrap(session.api.POST('/api/push/subscriptions/{id}/test', { params: { path: { id } } }))
      toast.success(t('notify.tested'))
    }
  }
  return (
    <div className="grid gap-3">
      <p role="status" data-standing={state} className="m-0">
        {t(`notify.${state}`)}
      </p>
      <div className="flex flex-wrap gap-2 empty:hidden">
        {(state === 'off' || state === 'page') && (
          <Button kind="plain" disabled={busy} onClick={() => void run(begin)}>
            {t('notify.turnOn')}
          </Button>
        )}
        {state === 'push' && (
          <>
            <Button kind="plain" disabled={busy} onClick={() => void run(tryOut)}>
              {t('notify.test')}
            </Button>
            <Button kind="quiet" disabled={busy} onClick={() => void run(turnOff)}>
              {t('notify.turnOff')}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}
