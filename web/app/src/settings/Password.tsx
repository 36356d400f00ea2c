import { zodResolver } from '@hookform/resolvers/zod'
import { isProblem, unwrap } from '@parley/sync'
import { useForm } from 'react-hook-form'
import { useTranslation } from '../i18n/useTranslation'
import { PasswordField } from '../auth/PasswordField'
import { type Change, changeSchema } from '../auth/schemas'
import { useFieldError } from '../auth/useFieldError'
import { errorText } from '../lib/errors'
import { session } from '../lib/session'
import { toast } from '../lib/toast'
import { Button } from '../ui/Button'
import { Section } from './Section'

export const Password = () => {
  const { t } = useTranslation()
  const fieldError = useFieldError()
  const form = useForm<Change>({
    resolver: zodResolver(changeSchema),
    defaultValues: { present: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ present, password }) => {
    try {
      await unwrap(
        session.api.POST('/api/auth/password/change', { body: { current_password: present, new_password: password } }),
      )
      form.reset()
      toast.success(t('settings.passwordChanged'))
    } catch (error) {
      form.setError(isProblem(error, 'weak-password') ? 'password' : 'present', { message: errorText(error) })
    }
  })
  return (
    <Section title={t('settings.password')}>
      <form noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <PasswordField
          label={t('settings.presentPassword')}
          autoComplete="current-password"
          error={fieldError(errors.present)}
          {...form.register('present')}
        />
        <PasswordField
          label={t('settings.newPassword')}
          hint={t('auth.passwordHint')}
          autoComplete="new-password"
          error={fieldError(errors.password)}
          {...form.register('password')}
        />
        <Button type="submit" disabled={isSubmitting} className="justify-self-start">
          {t('settings.changePassword')}
        </Button>
      </form>
    </Section>
  )
}
