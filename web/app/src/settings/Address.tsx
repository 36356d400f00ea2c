import { unwrap } from '@parley/sync'
import { useForm } from 'react-hook-form'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useOptions } from '../lib/options'
import { session } from '../lib/session'
import { useSession } from '../lib/hooks'
import { toast } from '../lib/toast'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Section } from './Section'
import { useProof } from './useProof'

/** The reader's address of mail, which counts once it is verified. */
export const Address = () => {
  const { t } = useTranslation()
  const state = useSession()
  const options = useOptions()
  const { prove, dialog } = useProof()
  const me = state.kind === 'signed-in' ? state.account : null
  const form = useForm({ values: { email: me?.email ?? '' } })
  const { isDirty, isSubmitting } = form.formState
  const submit = form.handleSubmit(({ email }) =>
    prove(async (proof) => {
      session.changed(await unwrap(session.api.PATCH('/api/me', { body: { email: email.trim(), ...proof } })))
      toast.success(options?.mail && email.trim() !== '' ? t('ways.mailSent') : t('common.saved'))
    }),
  )
  const hint =
    me?.email == null ? t('ways.addressHint') : me.email_verified ? t('ways.verified') : t('ways.notVerified')
  return (
    <Section title={t('ways.address')}>
      <form noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <Field
          type="email"
          label={t('ways.address')}
          hint={hint}
          maxLength={254}
          autoComplete="email"
          {...form.register('email')}
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" disabled={!isDirty || isSubmitting}>
            {t('common.save')}
          </Button>
          {options?.mail && me?.email != null && !me.email_verified && (
            <Button
              kind="plain"
              onClick={() =>
                void attempt(async () => {
                  await unwrap(session.api.POST('/api/auth/email/send'))
                  toast.success(t('ways.mailSent'))
                })
              }
            >
              {t('ways.sendAgain')}
            </Button>
          )}
        </div>
      </form>
      {dialog}
    </Section>
  )
}
