import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useSession } from '../lib/hooks'
import { useOptions } from '../lib/options'
import { session } from '../lib/session'
import { Notice } from '../ui/Notice'
import { Card } from './Card'
import { CodeForm } from './CodeForm'
import { ForgotForm } from './ForgotForm'
import { LoginForm } from './LoginForm'
import { OtherWays } from './OtherWays'
import { RegisterForm } from './RegisterForm'
import { ResetForm } from './ResetForm'

const LINK = 'font-medium text-brand no-underline hover:underline'

export const LoginPage = () => {
  const { t } = useTranslation()
  const state = useSession()
  const options = useOptions()
  const [ticket] = useState(() => /^#second-factor=(.+)$/.exec(location.hash)?.[1] ?? null)
  const [forgot, setForgot] = useState(false)
  if (ticket !== null) {
    return (
      <Card title={t('auth.codeTitle')}>
        <CodeForm onCode={(code) => session.completeSignIn(ticket, code)} />
      </Card>
    )
  }
  if (forgot) {
    return (
      <Card title={t('auth.forgotTitle')}>
        <ForgotForm onBack={() => setForgot(false)} />
      </Card>
    )
  }
  return (
    <Card title={t('auth.welcome')}>
      {state.kind === 'signed-out' && state.ended && (
        <div className="mb-4">
          <Notice kind="info">{t('auth.ended')}</Notice>
        </div>
      )}
      <LoginForm />
      {options && <OtherWays options={options} />}
      <p className="mb-0 mt-5 text-center text-muted">
        {t('auth.noAccount')}{' '}
        <Link to="/register" className={LINK}>
          {t('auth.createAccount')}
        </Link>
      </p>
      <p className="mb-0 mt-4 border-t border-line pt-4 text-center text-xs text-muted">
        {options?.mail ? (
          <button type="button" className={LINK} onClick={() => setForgot(true)}>
            {t('auth.forgot')}
          </button>
        ) : (
          t('auth.forgotten')
        )}
      </p>
    </Card>
  )
}

export const RegisterPage = () => {
  const { t } = useTranslation()
  return (
    <Card title={t('auth.createTitle')}>
      <RegisterForm />
      <p className="mb-0 mt-5 text-center text-muted">
        {t('auth.haveAccount')}{' '}
        <Link to="/login" className={LINK}>
          {t('auth.signIn')}
        </Link>
      </p>
    </Card>
  )
}

/** The link carries its token behind the #, so that no log and no server in between sees it. */
export const ResetPage = () => {
  const { t } = useTranslation()
  const [token] = useState(
    () => location.hash.replace(/^#(?:token=)?/, '') || new URLSearchParams(location.search).get('token'),
  )
  const [done, setDone] = useState(false)
  return (
    <Card title={t('auth.resetTitle')}>
      {done ? (
        <Notice kind="info">{t('auth.resetDone')}</Notice>
      ) : token ? (
        <ResetForm token={token} onDone={() => setDone(true)} />
      ) : (
        <Notice kind="bad">{t('auth.resetMissing')}</Notice>
      )}
      <p className="mb-0 mt-5 text-center">
        <Link to="/login" className={LINK}>
          {t('auth.toSignIn')}
        </Link>
      </p>
    </Card>
  )
}
