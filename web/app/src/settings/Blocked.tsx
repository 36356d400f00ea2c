import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { PersonRow } from '../people/PersonRow'
import { useBlocks, useKnowing } from '../people/useBook'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { Section } from './Section'

/** Those whom the reader shuts out. */
export const Blocked = () => {
  const { t } = useTranslation()
  const { data, error } = useBlocks()
  const { unblock } = useKnowing()
  const blocks = data?.blocks ?? []
  return (
    <Section title={t('person.blocked')} hint={t('person.blockedHint')}>
      {error && <Notice kind="bad">{errorText(error)}</Notice>}
      {data && blocks.length === 0 && <p className="m-0 text-sm text-muted">{t('person.nobodyBlocked')}</p>}
      {blocks.length > 0 && (
        <ul className="m-0 grid list-none grid-cols-[minmax(0,1fr)] gap-2 p-0">
          {blocks.map(({ user }) => (
            <li key={user.id}>
              <PersonRow person={user}>
                <Button kind="quiet" className="!h-9 !px-3 text-sm" onClick={() => void unblock(user.id)}>
                  {t('person.unblock')}
                </Button>
              </PersonRow>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
