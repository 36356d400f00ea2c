import { zodResolver } from '@hookform/resolvers/zod'
import { isProblem } from '@parley/sync'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { session } from '../lib/session'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { CodeForm } from './CodeForm'
import { PasswordField } from './PasswordField'
import { type Login, loginSchema } from './schemas'
import { useFieldError } from './useFieldError'

export const LoginForm = () => {
  const { t } = useTranslation()
  const fieldError = useFieldError()
  const form = useForm<Login>({ resolver: zodResolver(loginSchema), defaultValues: { identifier: '', password: '' } })
  const { errors, isSubmitting } = form.formState
  const [needsCode, setNeedsCode] = useState(false)
  const submit = form.handleSubmit(async ({ identifier, password }) => {
    try {
      await session.signIn(identifier, password)
    } catch (error) {
      if (isProblem(error, 'second-factor-required')) {
        setNeedsCode(true)
        return
      }
      form.setError('root', { message: errorText(error) })
    }
  })
  if (needsCode) {
    const { identifier, password } = form.getValues()
    return <CodeForm onCode={(code) => session.signIn(identifier, password, code)} />
  }
  return (
    <form noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
      {errors.root && <Notice kind="bad">{errors.root.message}</Notice>}
      <Field
        label={t('auth.identifier')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        error={fieldError(errors.identifier)}
        {...form.register('identifier')}
      />
      <PasswordField
        label={t('auth.password')}
        autoComplete="current-password"
        error={fieldError(errors.password)}
        {...form.register('password')}
      />
      <Button type="submit" disabled={isSubmitting} className="mt-1 h-11">
        {t('auth.signIn')}
      </Button>
    </form>
  )
}
