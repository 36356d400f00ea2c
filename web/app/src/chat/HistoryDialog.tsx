import { type Message, unwrap } from '@parley/sync'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { useLanguage } from '../lib/hooks'
import { session } from '../lib/session'
import { fullTime } from '../lib/time'
import { Dialog } from '../ui/Dialog'
import { Loading } from '../ui/Loading'
import { Notice } from '../ui/Notice'

/** The texts that a message had, the present one first. */
export const HistoryDialog = ({ message, onClose }: { message: Message; onClose: () => void }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data, error, isPending } = useQuery({
    queryKey: ['edits', message.conversation_id, message.seq, message.edits],
    queryFn: () =>
      unwrap(
        session.api.GET('/api/conversations/{id}/messages/{seq}/edits', {
          params: { path: { id: message.conversation_id, seq: String(message.seq) } },
        }),
      ),
  })
  const forms = [
    ...(message.edited_at ? [{ text: message.text, written_at: message.edited_at }] : []),
    ...[...(data?.edits ?? [])].reverse(),
  ]
  return (
    <Dialog title={t('history.title')} onClose={onClose}>
      {isPending && <Loading />}
      {error && <Notice kind="bad">{errorText(error)}</Notice>}
      <ol className="m-0 grid list-none gap-3 p-0">
        {forms.map((form, i) => (
          <li key={form.written_at} className={`rounded-box p-3 ${i === 0 ? 'bg-brand-soft' : 'bg-sunken'}`}>
            <p className="m-0 mb-1 flex justify-between gap-3 text-xs text-muted">
              <time dateTime={form.written_at}>{fullTime(form.written_at, language)}</time>
              {i === 0 && <span className="font-medium">{t('history.present')}</span>}
            </p>
            <p className="prose-message m-0" dir="auto">
              {form.text}
            </p>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
