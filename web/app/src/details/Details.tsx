import type { Conversation } from '@parley/sync'
import { X } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { useMedia } from '../lib/hooks'
import { lookId, titleOf } from '../lib/names'
import { Banner } from '../media/Banner'
import { Alias } from '../people/Alias'
import { PersonActions } from '../people/PersonActions'
import { Avatar } from '../ui/Avatar'
import { IconButton } from '../ui/IconButton'
import { GroupActions } from './GroupActions'
import { GroupPicture } from './GroupPicture'
import { GroupTitle } from './GroupTitle'
import { InviteLink } from './InviteLink'
import { LevelChoice } from './LevelChoice'
import { Members } from './Members'
import { Switches } from './Switches'

/** Who and what a conversation is: a third pane, or a drawer where there is no room for one. */
const Details = ({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) => {
  const { t } = useTranslation()
  const isWide = useMedia('(min-width: 1180px)')
  return (
    <>
      {!isWide && <div className="fixed inset-0 z-30 animate-fade bg-scrim" aria-hidden="true" onClick={onClose} />}
      <aside
        data-landmark
        tabIndex={-1}
        aria-label={t('details.title')}
        className={`flex min-h-0 flex-col border-l border-line bg-panel ${isWide ? 'w-[var(--details)] shrink-0' : 'fixed inset-y-0 right-0 z-40 w-[min(360px,100vw)] animate-pane shadow-lift'}`}
      >
        <header className="flex h-16 shrink-0 items-center gap-2 pl-5 pr-3">
          <h2 className="m-0 flex-1 text-base font-semibold">{t('details.title')}</h2>
          <IconButton icon={X} label={t('common.close')} onClick={onClose} />
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-4.5 pb-6">
          <Head conversation={conversation} />
          <Switches conversation={conversation} />
          {!conversation.me.left_at && !conversation.read_only && <LevelChoice conversation={conversation} />}
          {conversation.peer && !conversation.peer.deleted && !conversation.read_only && (
            <div className="mt-5 grid gap-4">
              <Alias userId={conversation.peer.id} />
              <PersonActions person={conversation.peer} />
            </div>
          )}
          {conversation.kind === 'group' && !conversation.me.left_at && (
            <>
              <Members conversation={conversation} />
              <InviteLink conversation={conversation} />
              <GroupActions conversation={conversation} />
            </>
          )}
        </div>
      </aside>
    </>
  )
}

const Head = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const title = titleOf(conversation, t)
  const { peer } = conversation
  return (
    <div className="grid justify-items-center gap-1 pb-5 text-center">
      <Banner background={peer?.background_id}>
        <Avatar id={lookId(conversation)} name={title} size={84} group={conversation.kind === 'group'} />
      </Banner>
      <GroupPicture conversation={conversation} />
      <div className="mt-2 grid max-w-full justify-items-center">
        {conversation.kind === 'group' ? (
          <GroupTitle conversation={conversation} />
        ) : (
          <h3 className="m-0 max-w-full truncate text-lg font-semibold">
            <bdi>{title}</bdi>
          </h3>
        )}
        <p className="m-0 text-sm text-muted">
          {conversation.kind === 'group'
            ? t('chat.members', { count: conversation.member_count })
            : peer && !peer.deleted && `@${peer.username}`}
        </p>
      </div>
      {peer && peer.signature !== '' && (
        <p className="m-0 mt-2 text-sm" dir="auto">
          {peer.signature}
        </p>
      )}
    </div>
  )
}

export default Details
