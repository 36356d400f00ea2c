import { unwrap } from '@parley/sync'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { openApi } from '../lib/session'
import { Notice } from '../ui/Notice'
import { Card } from './Card'

const asked = new Map<string, Promise<unknown>>()

/** A link is good once, and React may draw a page twice. */
const verify = (token: string): Promise<unknown> => {
  const known = asked.get(token) ?? unwrap(openApi.POST('/api/auth/email/verify', { body: { token } }))
  asked.set(token, known)
  return known
}

/** Where the link of a mail leads that verifies an address. */
export const VerifyPage = () => {
  const { t } = useTranslation()
  const [token] = useState(() => location.hash.replace(/^#token=/, ''))
  const [wrong, setWrong] = useState<string | null>(null)
  const [done, setDone] = useState(false)
  useEffect(() => {
    verify(token).then(
      () => setDone(true),
      (error: unknown) => setWrong(errorText(error)),
    )
  }, [token])
  return (
    <Card title={t('auth.verifyTitle')}>
      {done ? (
        <Notice kind="info">{t('auth.verified')}</Notice>
      ) : wrong === null ? (
        <p className="m-0 text-center text-muted">{t('app.loading')}</p>
      ) : (
        <Notice kind="bad">{`${t('auth.notVerified')} ${wrong}`}</Notice>
      )}
      <p className="mb-0 mt-5 text-center">
        <Link to="/" className="font-medium text-brand no-underline hover:underline">
          {t('auth.toMessages')}
        </Link>
      </p>
    </Card>
  )
}
