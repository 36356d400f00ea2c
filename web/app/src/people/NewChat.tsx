import { type Conversation, type Person, unwrap } from '@parley/sync'
import { useNavigate } from '@tanstack/react-router'
import { Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessenger } from '../lib/hooks'
import { Queries } from '../lib/Queries'
import { session } from '../lib/session'
import { Dialog } from '../ui/Dialog'
import { NewGroup } from './NewGroup'
import { PeoplePicker } from './PeoplePicker'

/** Begins a conversation: with a person, or a group. */
const NewChat = ({ onClose }: { onClose: () => void }) => (
  <Queries>
    <Beginning onClose={onClose} />
  </Queries>
)

const Beginning = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const navigate = useNavigate()
  const [isGroup, setGroup] = useState(false)
  const show = async (begun: Promise<Conversation>): Promise<void> => {
    const conversation = await begun
    messenger.adopt(conversation)
    onClose()
    await navigate({ to: '/c/$id', params: { id: conversation.id } })
  }
  const withPerson = (person: Person): Promise<boolean> =>
    attempt(() =>
      show(unwrap(session.api.POST('/api/conversations', { body: { kind: 'direct', user_id: person.id } }))),
    )
  const withGroup = (title: string, people: readonly Person[]): Promise<boolean> => {
    const body = { kind: 'group', title, member_ids: people.map((one) => one.id) }
    return attempt(() => show(unwrap(session.api.POST('/api/conversations', { body }))))
  }
  return (
    <Dialog title={t(isGroup ? 'newChat.group' : 'newChat.title')} onClose={onClose}>
      {isGroup ? (
        <NewGroup onCreate={withGroup} onBack={() => setGroup(false)} />
      ) : (
        <div className="grid gap-4">
          <button
            type="button"
            onClick={() => setGroup(true)}
            className="-mx-2 flex items-center gap-3 rounded-box p-2 text-left font-medium text-brand hover:bg-hover"
          >
            <span className="grid size-10 place-items-center rounded-[13px] bg-brand-soft">
              <Users size={20} strokeWidth={1.8} aria-hidden="true" />
            </span>
            {t('newChat.group')}
          </button>
          <PeoplePicker
            label={t('newChat.person')}
            hint={t('newChat.personHint')}
            onPick={(person) => void withPerson(person)}
          />
        </div>
      )}
    </Dialog>
  )
}

export default NewChat
