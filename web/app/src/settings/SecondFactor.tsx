import { unwrap } from '@parley/sync'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt, errorText } from '../lib/errors'
import { session } from '../lib/session'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { Section } from './Section'
import { useProof } from './useProof'

const QrCode = lazy(() => import('../ui/QrCode'))

const KEY = ['second-factor']

/** Codes of an authenticator app beside the password. */
export const SecondFactor = () => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { prove, dialog } = useProof()
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(session.api.GET('/api/me/second-factor')),
    staleTime: 0,
  })
  const [secret, setSecret] = useState<{ secret: string; uri: string } | null>(null)
  const [code, setCode] = useState('')
  const [recovery, setRecovery] = useState<readonly string[] | null>(null)
  const again = () => queries.invalidateQueries({ queryKey: KEY })
  const begin = (): void =>
    prove(async (body) => setSecret(await unwrap(session.api.POST('/api/me/second-factor', { body }))))
  const confirm = (): void =>
    void attempt(async () => {
      const { recovery_codes } = await unwrap(session.api.POST('/api/me/second-factor/confirm', { body: { code } }))
      setRecovery(recovery_codes)
      setSecret(null)
      setCode('')
      await again()
    })
  const renew = (): void =>
    prove(async (body) => {
      const made = await unwrap(session.api.POST('/api/me/second-factor/recovery-codes', { body }))
      setRecovery(made.recovery_codes)
      await again()
    })
  const turnOff = (): void =>
    prove(async (body) => {
      await unwrap(session.api.DELETE('/api/me/second-factor', { body }))
      setRecovery(null)
      await again()
    })
  return (
    <Section title={t('ways.factor')} hint={t('ways.factorHint')}>
      {error && <Notice kind="bad">{errorText(error)}</Notice>}
      {data && !data.on && secret === null && (
        <Button className="justify-self-start" onClick={begin}>
          {t('ways.factorOn')}
        </Button>
      )}
      {secret && (
        <form
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            confirm()
          }}
        >
          <Suspense fallback={<div className="size-48" />}>
            <QrCode text={secret.uri} label={t('ways.factorQr')} />
          </Suspense>
          <p className="m-0 text-sm">
            {t('ways.factorSecret')}{' '}
            <code data-secret className="select-all break-all font-semibold">
              {secret.secret}
            </code>
          </p>
          <a href={secret.uri} className="font-medium text-brand">
            {t('ways.factorOpen')}
          </a>
          <Field
            label={t('auth.code')}
            autoComplete="one-time-code"
            inputMode="numeric"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <Button type="submit" disabled={code.trim() === ''} className="justify-self-start">
            {t('ways.confirm')}
          </Button>
        </form>
      )}
      {recovery && (
        <div className="grid gap-2">
          <Notice kind="info">{t('ways.recoveryHint')}</Notice>
          <ul data-recovery className="m-0 grid list-none gap-1 p-0 font-mono text-sm sm:grid-cols-2">
            {recovery.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      {data?.on && (
        <>
          <p className="m-0 text-sm text-muted">{t('ways.recoveryLeft', { count: data.recovery_left })}</p>
          <div className="flex flex-wrap gap-2">
            <Button kind="plain" onClick={renew}>
              {t('ways.recoveryNew')}
            </Button>
            <Button kind="danger" onClick={turnOff}>
              {t('ways.factorOff')}
            </Button>
          </div>
        </>
      )}
      {dialog}
    </Section>
  )
}
