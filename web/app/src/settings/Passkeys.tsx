import { unwrap } from '@parley/sync'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { deviceName } from '../lib/device-name'
import { attempt, errorText } from '../lib/errors'
import { useLanguage, useNow } from '../lib/hooks'
import { useOptions } from '../lib/options'
import { isCalledOff, knowsPasskeys, makePasskey } from '../lib/passkeys'
import { session } from '../lib/session'
import { ago } from '../lib/time'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { Section } from './Section'
import { useProof } from './useProof'

const KEY = ['passkeys']
const MOST = 64

/** The reader's passkeys; nothing where the server or the browser cannot use any. */
export const Passkeys = () => {
  const open = useOptions()?.passkeys === true && knowsPasskeys()
  return open ? <Known /> : null
}

const Known = () => {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const queries = useQueryClient()
  const { prove, dialog } = useProof()
  const [renamed, setRenamed] = useState<{ id: string; name: string } | null>(null)
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(session.api.GET('/api/me/passkeys')),
    staleTime: 0,
  })
  const again = () => queries.invalidateQueries({ queryKey: KEY })
  const add = (): void =>
    prove(async (body) => {
      const { flow, options } = await unwrap(session.api.POST('/api/me/passkeys', { body }))
      let credential
      try {
        credential = await makePasskey(options)
      } catch (failure) {
        if (isCalledOff(failure)) {
          return
        }
        throw failure
      }
      const name = deviceName(navigator.userAgent)
      await unwrap(session.api.POST('/api/me/passkeys/finish', { body: { flow, credential, name } }))
      await again()
    })
  const remove = (id: string): void =>
    prove(async (body) => {
      await unwrap(session.api.DELETE('/api/me/passkeys/{id}', { params: { path: { id } }, body }))
      await again()
    })
  const rename = ({ id, name }: { id: string; name: string }): void =>
    void attempt(async () => {
      await unwrap(session.api.PATCH('/api/me/passkeys/{id}', { params: { path: { id } }, body: { name } }))
      setRenamed(null)
      await again()
    })
  return (
    <Section title={t('ways.passkeys')} hint={t('ways.passkeysHint')}>
      {error && <Notice kind="bad">{errorText(error)}</Notice>}
      <ul className="m-0 grid list-none grid-cols-[minmax(0,1fr)] gap-1 p-0">
        {(data?.passkeys ?? []).map((one) => (
          <li key={one.id} className="flex min-h-12 items-center gap-3">
            <KeyRound size={20} strokeWidth={1.8} className="shrink-0 text-muted" aria-hidden="true" />
            {renamed?.id === one.id ? (
              <form
                className="min-w-0 flex-1"
                onSubmit={(event) => {
                  event.preventDefault()
                  rename(renamed)
                }}
              >
                <Field
                  label={t('ways.passkeyName')}
                  maxLength={MOST}
                  autoFocus
                  value={renamed.name}
                  onChange={(event) => setRenamed({ id: one.id, name: event.target.value })}
                  end={
                    <Button type="submit" kind="quiet" className="!h-8 !px-2.5 text-sm">
                      {t('common.save')}
                    </Button>
                  }
                />
              </form>
            ) : (
              <>
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{one.name}</span>
                  <span className="block truncate text-sm text-muted">
                    {one.last_used_at == null
                      ? t('ways.neverUsed')
                      : t('settings.lastUsed', { when: ago(one.last_used_at, language, now, t('time.now')) })}
                  </span>
                </span>
                <Button
                  kind="quiet"
                  className="!h-9 !px-3 text-sm"
                  onClick={() => setRenamed({ id: one.id, name: one.name })}
                >
                  {t('ways.rename')}
                </Button>
                <Button kind="quiet" className="!h-9 !px-3 text-sm" onClick={() => remove(one.id)}>
                  {t('common.remove')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      <Button className="justify-self-start" onClick={add}>
        {t('ways.passkeyAdd')}
      </Button>
      {dialog}
    </Section>
  )
}
