import { unwrap } from '@parley/sync'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { attempt } from '../lib/errors'
import { useMessages } from '../lib/hooks'
import { session } from '../lib/session'
import { toast } from '../lib/toast'
import { Avatar } from '../ui/Avatar'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
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
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <div className="flex items-center gap-4">
          <Avatar id={me.id} name={me.display_name} size={64} />
          <div className="min-w-0">
            <p className="m-0 truncate text-lg font-semibold">
              <bdi>{me.display_name}</bdi>
            </p>
            <p className="m-0 truncate text-sm text-muted">@{me.username}</p>
          </div>
        </div>
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
