import { zodResolver } from '@hookform/resolvers/zod'
import { isProblem, unwrap } from '@parley/sync'
import { useForm } from 'react-hook-form'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { openApi } from '../lib/session'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { PasswordField } from './PasswordField'
import { type Reset, resetSchema } from './schemas'
import { useFieldError } from './useFieldError'

export const ResetForm = ({ token, onDone }: { token: string; onDone: () => void }) => {
  const { t } = useTranslation()
  const fieldError = useFieldError()
  const form = useForm<Reset>({ resolver: zodResolver(resetSchema), defaultValues: { password: '' } })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ password }) => {
    try {
      await unwrap(openApi.POST('/api/auth/password/reset', { body: { token, new_password: password } }))
      onDone()
    } catch (error) {
      form.setError(isProblem(error, 'weak-password') ? 'password' : 'root', { message: errorText(error) })
    }
  })
  return (
    <form noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
      {errors.root && <Notice kind="bad">{errors.root.message}</Notice>}
      <PasswordField
        label={t('auth.newPassword')}
        hint={t('auth.passwordHint')}
        autoComplete="new-password"
        autoFocus
        error={fieldError(errors.password)}
        {...form.register('password')}
      />
      <Button type="submit" disabled={isSubmitting} className="mt-1 h-11">
        {t('auth.setPassword')}
      </Button>
    </form>
  )
}
