import { type Conversation, unwrap } from '@parley/sync'
import { Copy, Link2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { session } from '../lib/session'
import { toast } from '../lib/toast'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'

/** A link by which others can join; its secret is told once. */
export const InviteLink = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const [link, setLink] = useState<string | null>(null)
  const { id, me } = conversation
  if (me.role === 'member') {
    return null
  }
  const make = (): Promise<boolean> =>
    attempt(async () => {
      const invite = await unwrap(
        session.api.POST('/api/conversations/{id}/invites', { params: { path: { id } }, body: {} }),
      )
      setLink(`${location.origin}/invite/${invite.secret ?? ''}`)
    })
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text)
    toast.success(t('common.copied'))
  }
  return (
    <section className="mt-5">
      {link === null ? (
        <Button kind="plain" className="w-full" onClick={() => void make()}>
          <Link2 size={18} strokeWidth={1.8} aria-hidden="true" />
          {t('details.inviteMake')}
        </Button>
      ) : (
        <div className="grid gap-2">
          <Field
            label={t('details.invite')}
            hint={t('details.inviteHint')}
            readOnly
            value={link}
            onFocus={(event) => event.target.select()}
          />
          {'clipboard' in navigator && (
            <Button kind="plain" onClick={() => void attempt(() => copy(link))}>
              <Copy size={17} strokeWidth={1.8} aria-hidden="true" />
              {t('details.inviteCopy')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
