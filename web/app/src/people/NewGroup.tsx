import type { Person } from '@parley/sync'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { personName } from '../lib/names'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { PeoplePicker } from './PeoplePicker'

interface Props {
  onCreate: (title: string, people: readonly Person[]) => Promise<boolean>
  onBack: () => void
}

export const NewGroup = ({ onCreate, onBack }: Props) => {
  const { t } = useTranslation()
  const [title, setTitle] = useState('')
  const [people, setPeople] = useState<readonly Person[]>([])
  const [busy, setBusy] = useState(false)
  const create = async (): Promise<void> => {
    setBusy(true)
    await onCreate(title.trim(), people)
    setBusy(false)
  }
  return (
    <div className="grid gap-4">
      <Field
        label={t('newChat.groupName')}
        value={title}
        maxLength={128}
        onChange={(event) => setTitle(event.target.value)}
      />
      {people.length > 0 && (
        <ul className="m-0 flex list-none flex-wrap gap-1.5 p-0" aria-label={t('newChat.groupMembers')}>
          {people.map((one) => (
            <li key={one.id} className="flex items-center gap-1 rounded-full bg-brand-soft py-1 pl-3 pr-1 text-sm">
              <bdi>{personName(one, t)}</bdi>
              <button
                type="button"
                aria-label={t('newChat.removeMember', { name: personName(one, t) })}
                onClick={() => setPeople(people.filter((other) => other.id !== one.id))}
                className="grid size-6 place-items-center rounded-full hover:bg-hover"
              >
                <X size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <PeoplePicker
        key={people.length}
        label={t('newChat.groupMembers')}
        hint={t('newChat.addByUsername')}
        without={new Set(people.map((one) => one.id))}
        onPick={(person) => setPeople([...people, person])}
      />
      <div className="flex justify-end gap-2">
        <Button kind="plain" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button disabled={busy || title.trim() === ''} onClick={() => void create()}>
          {t('newChat.create')}
        </Button>
      </div>
    </div>
  )
}
