import { zodResolver } from '@hookform/resolvers/zod'
import { isProblem } from '@parley/sync'
import { useForm } from 'react-hook-form'
import { useTranslation } from '../i18n/useTranslation'
import { language } from '../i18n'
import { errorText } from '../lib/errors'
import { session } from '../lib/session'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { PasswordField } from './PasswordField'
import { type Register, registerSchema } from './schemas'
import { useFieldError } from './useFieldError'

export const RegisterForm = () => {
  const { t } = useTranslation()
  const fieldError = useFieldError()
  const form = useForm<Register>({
    resolver: zodResolver(registerSchema),
    defaultValues: { displayName: '', username: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (given) => {
    try {
      await session.register({ ...given, locale: language() })
    } catch (error) {
      const field = isProblem(error, 'username-taken')
        ? 'username'
        : isProblem(error, 'weak-password')
          ? 'password'
          : 'root'
      form.setError(field, { message: errorText(error) }, { shouldFocus: true })
    }
  })
  return (
    <form noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
      {errors.root && <Notice kind="bad">{errors.root.message}</Notice>}
      <Field
        label={t('auth.displayName')}
        hint={t('auth.displayNameHint')}
        autoComplete="name"
        autoFocus
        error={fieldError(errors.displayName)}
        {...form.register('displayName')}
      />
      <Field
        label={t('auth.username')}
        hint={t('auth.usernameHint')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={fieldError(errors.username)}
        {...form.register('username')}
      />
      <PasswordField
        label={t('auth.password')}
        hint={t('auth.passwordHint')}
        autoComplete="new-password"
        error={fieldError(errors.password)}
        {...form.register('password')}
      />
      <Button type="submit" disabled={isSubmitting} className="mt-1 h-11">
        {t('auth.createAccount')}
      </Button>
    </form>
  )
}
