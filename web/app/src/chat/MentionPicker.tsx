import type { Conversation } from '@parley/sync'
import { Users } from 'lucide-react'
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMembers } from '../details/useMembers'
import { useMessages } from '../lib/hooks'
import { Avatar } from '../ui/Avatar'
import { callables } from './mention'

export const MENTION_LIST = 'mention-list'

export interface MentionKeys {
  /** Whether the key was for the list. */
  onKey: (event: KeyboardEvent) => boolean
}

interface Props {
  conversation: Conversation
  begun: string
  onPick: (name: string) => void
  onClose: () => void
  onActive: (id: string | null) => void
  ref: Ref<MentionKeys>
}

const EVERYBODY = 'all'

/** Above the composer: members whose name begins as what was typed behind an @. */
const MentionPicker = ({ conversation, begun, onPick, onClose, onActive, ref }: Props) => {
  const { t } = useTranslation()
  const me = useMessages((state) => state.me.id)
  const people = useMembers(conversation)
    .map((one) => one.user)
    .filter((one) => one.id !== me && !one.deleted)
  const everybody = { id: EVERYBODY, username: EVERYBODY, display_name: t('mention.all') }
  const leads = conversation.me.role !== 'member'
  const shown = callables(leads ? [...people, everybody] : people, begun)
  const [at, setAt] = useState(0)
  const active = shown[Math.min(at, shown.length - 1)]
  useEffect(() => setAt(0), [begun])
  useEffect(() => onActive(active === undefined ? null : `mention-${active.id}`), [active?.id, onActive])
  useEffect(() => () => onActive(null), [onActive])
  useImperativeHandle(ref, () => ({
    onKey: (event) => {
      if (active === undefined) {
        return false
      }
      switch (event.key) {
        case 'ArrowDown':
        case 'ArrowUp':
          setAt((Math.min(at, shown.length - 1) + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % shown.length)
          return true
        case 'Enter':
        case 'Tab':
          onPick(active.username)
          return true
        case 'Escape':
          onClose()
          return true
        default:
          return false
      }
    },
  }))
  if (shown.length === 0) {
    return null
  }
  return (
    <ul
      id={MENTION_LIST}
      role="listbox"
      aria-label={t('mention.label')}
      className="absolute inset-x-0 bottom-full z-20 mx-auto mb-1.5 max-h-72 w-full max-w-[420px] animate-pop list-none overflow-y-auto rounded-box border border-line bg-panel p-1.5 shadow-lift md:mx-0"
    >
      {shown.map((one) => (
        <li
          key={one.id}
          id={`mention-${one.id}`}
          role="option"
          aria-selected={one === active}
          onPointerDown={(event) => {
            event.preventDefault() // the composer keeps the focus
            onPick(one.username)
          }}
          className="flex cursor-pointer items-center gap-3 rounded-chip px-2 py-1.5 hover:bg-hover aria-selected:bg-hover"
        >
          {one.id === EVERYBODY ? (
            <span className="grid size-8 place-items-center rounded-full bg-brand-soft text-brand">
              <Users size={17} strokeWidth={1.8} aria-hidden="true" />
            </span>
          ) : (
            <Avatar id={one.id} name={one.display_name || one.username} size={32} />
          )}
          <bdi className="min-w-0 truncate font-medium">{one.display_name || one.username}</bdi>
          <span className="min-w-0 flex-1 truncate text-sm text-muted">@{one.username}</span>
        </li>
      ))}
    </ul>
  )
}

export default MentionPicker
