import type { Person } from '@parley/sync'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { Field } from '../ui/Field'
import { PersonRow } from './PersonRow'
import { useContacts } from './useContacts'
import { useFindPerson } from './useFindPerson'

interface Props {
  label: string
  hint: string
  onPick: (person: Person) => void
  /** Not shown, as they are chosen already. */
  without?: ReadonlySet<string>
}

/** Finds somebody by their username; below it those whom the reader knows. */
export const PeoplePicker = ({ label, hint, onPick, without }: Props) => {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const { people, isDone } = useFindPerson(query)
  const words = query.trim().toLowerCase()
  const contacts = useContacts().filter(
    (one) => words === '' || one.display_name.toLowerCase().includes(words) || one.username.includes(words),
  )
  const shown = [...new Map([...people, ...contacts].map((one) => [one.id, one])).values()].filter(
    (one) => !without?.has(one.id),
  )
  return (
    <div className="grid gap-3">
      <Field
        label={label}
        hint={hint}
        value={query}
        autoFocus
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setQuery(event.target.value)}
      />
      {shown.length > 0 && (
        <ul className="-mx-2 m-0 max-h-72 list-none overflow-y-auto p-0" aria-label={t('newChat.contacts')}>
          {shown.map((person) => (
            <li key={person.id}>
              <button type="button" onClick={() => onPick(person)} className="w-full rounded-box p-2 hover:bg-hover">
                <PersonRow person={person} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {shown.length === 0 && isDone && <p className="m-0 py-2 text-center text-sm text-muted">{t('newChat.nobody')}</p>}
    </div>
  )
}
