import { unwrap } from '@parley/sync'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { openApi } from '../lib/session'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'

/** Asks for a mail; whether anybody has that name is not told. */
export const ForgotForm = ({ onBack }: { onBack: () => void }) => {
  const { t } = useTranslation()
  const [identifier, setIdentifier] = useState('')
  const [sent, setSent] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const submit = async (): Promise<void> => {
    try {
      await unwrap(openApi.POST('/api/auth/password/forgot', { body: { identifier } }))
      setSent(true)
    } catch (error) {
      setWrong(errorText(error))
    }
  }
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {sent ? (
        <Notice kind="info">{t('auth.mailSent')}</Notice>
      ) : (
        <>
          <Field
            label={t('auth.identifier')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            error={wrong}
            value={identifier}
            onChange={(event) => setIdentifier(event.target.value)}
          />
          <Button type="submit" disabled={identifier.trim() === ''} className="h-11">
            {t('auth.sendMail')}
          </Button>
        </>
      )}
      <Button kind="quiet" onClick={onBack}>
        {t('auth.toSignIn')}
      </Button>
    </form>
  )
}
