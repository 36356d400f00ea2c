import { unwrap } from '@parley/sync'
import { useForm } from 'react-hook-form'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessages } from '../lib/hooks'
import { session } from '../lib/session'
import { toast } from '../lib/toast'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Pictures } from './Pictures'
import { Section } from './Section'

/** How others see the reader. */
export const Profile = () => {
  const { t } = useTranslation()
  const me = useMessages((state) => state.me)
  const form = useForm({ values: { name: me.display_name, signature: me.signature } })
  const { isDirty, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ name, signature }) => {
    await attempt(async () => {
      const body = { display_name: name.trim() || me.username, signature: signature.trim() }
      session.changed(await unwrap(session.api.PATCH('/api/me', { body })))
      toast.success(t('common.saved'))
    })
  })
  return (
    <Section title={t('settings.profile')}>
      <Pictures />
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <Field label={t('settings.name')} maxLength={64} autoComplete="name" {...form.register('name')} />
        <Field
          label={t('settings.signature')}
          hint={t('settings.signatureHint')}
          maxLength={140}
          {...form.register('signature')}
        />
        <Button type="submit" disabled={!isDirty || isSubmitting} className="justify-self-start">
          {t('common.save')}
        </Button>
      </form>
    </Section>
  )
}
