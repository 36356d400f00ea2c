import { unwrap } from '@parley/sync'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { useOptions } from '../lib/options'
import { session } from '../lib/session'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { Section } from './Section'
import { useProof } from './useProof'

const KEY = ['identities']

/** Accounts elsewhere that open the reader's; nothing where the server knows no provider. */
export const LinkedAccounts = () => {
  const { t } = useTranslation()
  const options = useOptions()
  const queries = useQueryClient()
  const { prove, dialog } = useProof()
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(session.api.GET('/api/me/identities')),
    staleTime: 0,
  })
  if (options === null || options.providers.length === 0) {
    return null
  }
  const linkedTo = (id: string) => data?.identities.find((one) => one.provider === id)
  const link = (provider: string): void =>
    prove(async (body) => {
      const params = { path: { provider } }
      location.assign((await unwrap(session.api.POST('/api/me/identities/{provider}', { params, body }))).url)
    })
  const unlink = (provider: string): void =>
    prove(async (body) => {
      await unwrap(session.api.DELETE('/api/me/identities/{provider}', { params: { path: { provider } }, body }))
      await queries.invalidateQueries({ queryKey: KEY })
    })
  return (
    <Section title={t('ways.linked')} hint={t('ways.linkedHint')}>
      {error && <Notice kind="bad">{errorText(error)}</Notice>}
      <ul className="m-0 grid list-none gap-1 p-0">
        {options.providers.map(({ id, name }) => {
          const linked = linkedTo(id)
          return (
            <li key={id} className="flex min-h-12 items-center gap-3">
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{name}</span>
                {linked && <span className="block truncate text-sm text-muted">{linked.label}</span>}
              </span>
              <Button
                kind="quiet"
                className="!h-9 !px-3 text-sm"
                aria-label={t(linked ? 'ways.unlinkName' : 'ways.linkName', { name })}
                onClick={() => (linked ? unlink(id) : link(id))}
              >
                {t(linked ? 'ways.unlink' : 'ways.link')}
              </Button>
            </li>
          )
        })}
      </ul>
      {dialog}
    </Section>
  )
}
