import { type Conversation, unwrap } from '@parley/sync'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessages, useMessenger } from '../lib/hooks'
import { session } from '../lib/session'
import { PeoplePicker } from '../people/PeoplePicker'
import { PersonRow } from '../people/PersonRow'
import { useShownPresence } from '../people/useShownPresence'
import { Dialog } from '../ui/Dialog'
import { MemberMenu } from './MemberMenu'
import { type Member, useMembers } from './useMembers'

const shownRole = (member: Member): 'owner' | 'admin' | null =>
  member.role === 'owner' || member.role === 'admin' ? member.role : null

/** Everybody in a group. */
export const Members = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const members = useMembers(conversation)
  useShownPresence(members.map((one) => one.user.id))
  const me = useMessages((state) => state.me.id)
  const [adding, setAdding] = useState(false)
  const leads = conversation.me.role !== 'member'
  return (
    <section aria-labelledby="members-title" className="mt-6">
      <h3 id="members-title" className="m-0 mb-1.5 text-sm font-semibold text-muted">
        {t('details.members')}
      </h3>
      <ul className="-mx-2 m-0 list-none p-0">
        {leads && (
          <li>
            <button
              type="button"
              onClick={() => setAdding(true)}
              className="flex w-full items-center gap-3 rounded-box p-2 font-medium text-brand hover:bg-hover"
            >
              <span className="grid size-9 place-items-center rounded-full bg-brand-soft">
                <UserPlus size={18} strokeWidth={1.8} aria-hidden="true" />
              </span>
              {t('details.add')}
            </button>
          </li>
        )}
        {members.map((member) => {
          const role = shownRole(member)
          return (
            <li key={member.user.id} className="group flex items-center rounded-box px-2 py-1.5">
              <PersonRow person={member.user} size={36}>
                {role && <span className="shrink-0 text-xs text-muted">{t(`details.${role}`)}</span>}
              </PersonRow>
              {leads && member.user.id !== me && member.role !== 'owner' && (
                <MemberMenu conversation={conversation} member={member} />
              )}
            </li>
          )
        })}
      </ul>
      {adding && <AddPeople conversation={conversation} members={members} onClose={() => setAdding(false)} />}
    </section>
  )
}

interface AddProps {
  conversation: Conversation
  members: readonly Member[]
  onClose: () => void
}

const AddPeople = ({ conversation, members, onClose }: AddProps) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const { id } = conversation
  const add = (userId: string): Promise<boolean> =>
    attempt(async () => {
      await unwrap(
        session.api.POST('/api/conversations/{id}/members', { params: { path: { id } }, body: { user_ids: [userId] } }),
      )
      await messenger.refresh(id)
      onClose()
    })
  return (
    <Dialog title={t('details.addTitle')} onClose={onClose}>
      <PeoplePicker
        label={t('newChat.person')}
        hint={t('newChat.personHint')}
        without={new Set(members.map((one) => one.user.id))}
        onPick={(person) => void add(person.id)}
      />
    </Dialog>
  )
}
