import type { Person } from '@parley/sync'
import { UserPlus, UsersRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { useMessenger } from '../lib/hooks'
import { Queries } from '../lib/Queries'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { EmptyState } from '../ui/EmptyState'
import { Field } from '../ui/Field'
import { Loading } from '../ui/Loading'
import { Notice } from '../ui/Notice'
import { PeoplePicker } from './PeoplePicker'
import { PersonCard } from './PersonCard'
import { PersonRow } from './PersonRow'
import { useBook, useKnowing } from './useBook'
import { useShownPresence } from './useShownPresence'

/** The reader's address book. */
export const PeoplePage = () => (
  <Queries>
    <Book />
  </Queries>
)

const Book = () => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const { data, error, isPending, refetch } = useBook()
  const [query, setQuery] = useState('')
  const [shown, setShown] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const contacts = data?.contacts
  useEffect(() => {
    if (contacts !== undefined) {
      messenger.met(contacts.map((one) => one.user))
    }
  }, [contacts, messenger])
  useShownPresence((contacts ?? []).map((one) => one.user.id))
  const words = query.trim().toLowerCase()
  const nameOf = (one: { alias?: string | null; user: Person }): string => one.alias || one.user.display_name
  const found = (contacts ?? [])
    .filter((one) => `${one.alias ?? ''} ${one.user.display_name} ${one.user.username}`.toLowerCase().includes(words))
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
  return (
    <main data-landmark tabIndex={-1} className="min-w-0 flex-1 overflow-y-auto bg-bg outline-none">
      <div className="mx-auto grid min-h-full max-w-[640px] grid-cols-[minmax(0,1fr)] content-start gap-4 px-5 pb-12 pt-5 max-md:px-4">
        <header className="flex items-center gap-3">
          <h1 className="m-0 flex-1 text-xl font-bold tracking-tight">{t('app.people')}</h1>
          <Button kind="plain" onClick={() => setAdding(true)}>
            <UserPlus size={18} strokeWidth={1.8} aria-hidden="true" />
            {t('person.add')}
          </Button>
        </header>
        {isPending && <Loading />}
        {error && (
          <div className="grid gap-3">
            <Notice kind="bad">{errorText(error)}</Notice>
            <Button kind="plain" className="justify-self-start" onClick={() => void refetch()}>
              {t('common.retry')}
            </Button>
          </div>
        )}
        {contacts?.length === 0 && (
          <EmptyState icon={UsersRound} title={t('person.noneTitle')} hint={t('person.noneHint')}>
            <Button onClick={() => setAdding(true)}>{t('person.add')}</Button>
          </EmptyState>
        )}
        {contacts !== undefined && contacts.length > 0 && (
          <>
            <Field label={t('person.find')} value={query} onChange={(event) => setQuery(event.target.value)} />
            <ul className="m-0 list-none rounded-card border border-line bg-panel p-2">
              {found.map(({ user, alias }) => (
                <li key={user.id}>
                  <button
                    type="button"
                    onClick={() => setShown(user.id)}
                    className="w-full rounded-box p-2 hover:bg-hover"
                  >
                    <PersonRow person={alias ? { ...user, display_name: alias } : user} />
                  </button>
                </li>
              ))}
              {found.length === 0 && <li className="p-3 text-center text-muted">{t('person.notFound')}</li>}
            </ul>
          </>
        )}
      </div>
      {shown !== null && <PersonCard userId={shown} onClose={() => setShown(null)} />}
      {adding && <AddContact known={new Set(contacts?.map((one) => one.user.id))} onClose={() => setAdding(false)} />}
    </main>
  )
}

const AddContact = ({ known, onClose }: { known: ReadonlySet<string>; onClose: () => void }) => {
  const { t } = useTranslation()
  const { add } = useKnowing()
  return (
    <Dialog title={t('person.add')} onClose={onClose}>
      <PeoplePicker
        label={t('newChat.person')}
        hint={t('newChat.personHint')}
        without={known}
        onPick={(person) => void add(person.id).then((added) => added && onClose())}
      />
    </Dialog>
  )
}
