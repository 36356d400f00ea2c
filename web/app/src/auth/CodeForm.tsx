import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'

/** Asks for the code of the second factor. */
export const CodeForm = ({ onCode }: { onCode: (code: string) => Promise<void> }) => {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const submit = async (): Promise<void> => {
    setBusy(true)
    try {
      await onCode(code)
    } catch (error) {
      setWrong(errorText(error))
      setBusy(false)
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
      <Field
        label={t('auth.code')}
        hint={t('auth.codeHint')}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        error={wrong}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" disabled={busy || code.trim() === ''} className="mt-1 h-11">
        {t('auth.signIn')}
      </Button>
    </form>
  )
}
