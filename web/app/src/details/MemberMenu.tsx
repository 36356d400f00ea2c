import { type Conversation, unwrap } from '@parley/sync'
import { Crown, MoreHorizontal, ShieldCheck, ShieldOff, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessenger } from '../lib/hooks'
import { personName } from '../lib/names'
import { session } from '../lib/session'
import { Confirm, type Question } from '../ui/Confirm'
import { IconButton } from '../ui/IconButton'
import { Menu, type MenuItem } from '../ui/Menu'
import type { Member } from './useMembers'

/** What those who lead a group can do with a member. */
export const MemberMenu = ({ conversation, member }: { conversation: Conversation; member: Member }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const [question, setQuestion] = useState<Question | null>(null)
  const { id, me } = conversation
  const name = personName(member.user, t)
  const userId = member.user.id
  const isOwner = me.role === 'owner'
  const path = { id, userId }
  const did = (work: () => Promise<unknown>): Promise<boolean> =>
    attempt(async () => {
      await work()
      await messenger.refresh(id)
    })
  const role = (next: 'admin' | 'member'): void =>
    void did(() =>
      unwrap(
        session.api.PUT('/api/conversations/{id}/members/{userId}/role', { params: { path }, body: { role: next } }),
      ),
    )
  const askGive = (): void =>
    setQuestion({
      title: t('details.giveTitle', { name }),
      hint: t('details.giveHint'),
      action: t('details.giveGroup'),
      danger: false,
      run: () =>
        did(() =>
          unwrap(
            session.api.POST('/api/conversations/{id}/transfer', {
              params: { path: { id } },
              body: { user_id: userId },
            }),
          ),
        ),
    })
  const askRemove = (): void =>
    setQuestion({
      title: t('details.removeTitle', { name }),
      hint: t('details.removeHint'),
      action: t('common.remove'),
      danger: true,
      run: () =>
        did(() => unwrap(session.api.DELETE('/api/conversations/{id}/members/{userId}', { params: { path } }))),
    })
  const items: MenuItem[] = [
    ...(isOwner && member.role === 'member'
      ? [{ key: 'admin', label: t('details.makeAdmin'), icon: ShieldCheck, run: () => role('admin') }]
      : []),
    ...(isOwner && member.role === 'admin'
      ? [{ key: 'member', label: t('details.makeMember'), icon: ShieldOff, run: () => role('member') }]
      : []),
    ...(isOwner ? [{ key: 'give', label: t('details.giveGroup'), icon: Crown, run: askGive }] : []),
    ...(isOwner || member.role === 'member'
      ? [{ key: 'remove', label: t('common.remove'), icon: UserMinus, danger: true, run: askRemove }]
      : []),
  ]
  return items.length === 0 ? null : (
    <>
      <Menu
        trigger={
          <IconButton
            icon={MoreHorizontal}
            size={18}
            label={t('details.memberOptions', { name })}
            className="!size-8"
          />
        }
        items={() => items}
      />
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </>
  )
}
