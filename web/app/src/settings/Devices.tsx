import { unwrap } from '@parley/sync'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { deviceName, isMobile } from '../lib/device-name'
import { attempt, errorText } from '../lib/errors'
import { useLanguage, useNow } from '../lib/hooks'
import { session } from '../lib/session'
import { ago, fullTime } from '../lib/time'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { Section } from './Section'

const KEY = ['sessions']

/** Where the reader is signed in. */
export const Devices = () => {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const queries = useQueryClient()
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(session.api.GET('/api/sessions')),
    staleTime: 0,
  })
  const ends = (work: () => Promise<unknown>): void =>
    void attempt(async () => {
      await work()
      await queries.invalidateQueries({ queryKey: KEY })
    })
  const sessions = data?.sessions ?? []
  return (
    <Section title={t('settings.devices')} hint={t('settings.devicesHint')}>
      {error && <Notice kind="bad">{errorText(error)}</Notice>}
      <ul className="m-0 grid list-none grid-cols-[minmax(0,1fr)] gap-1 p-0">
        {sessions.map((one) => {
          const Icon = isMobile(one.device) ? Smartphone : Monitor
          return (
            <li key={one.id} className="flex min-h-12 items-center gap-3">
              <Icon size={20} strokeWidth={1.8} className="shrink-0 text-muted" aria-hidden="true" />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium" title={one.device}>
                  {deviceName(one.device)}
                </span>
                <span className="block truncate text-sm text-muted" title={fullTime(one.last_used_at, language)}>
                  {one.current
                    ? t('settings.thisDevice')
                    : t('settings.lastUsed', { when: ago(one.last_used_at, language, now, t('time.now')) })}
                  {' · '}
                  {one.network}
                </span>
              </span>
              {!one.current && (
                <Button
                  kind="quiet"
                  className="!h-9 !px-3 text-sm"
                  onClick={() =>
                    ends(() => unwrap(session.api.DELETE('/api/sessions/{id}', { params: { path: { id: one.id } } })))
                  }
                >
                  {t('settings.signOutDevice')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {sessions.length > 1 && (
        <Button
          kind="plain"
          className="justify-self-start"
          onClick={() =>
            ends(() => unwrap(session.api.DELETE('/api/sessions', { params: { query: { others: true } } })))
          }
        >
          {t('settings.signOutOthers')}
        </Button>
      )}
    </Section>
  )
}
