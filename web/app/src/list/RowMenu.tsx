import type { Conversation } from '@parley/sync'
import { useNavigate, useParams } from '@tanstack/react-router'
import { AtSign, Bell, BellOff, ChevronDown, Pin, PinOff, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessenger } from '../lib/hooks'
import { Confirm, type Question } from '../ui/Confirm'
import { Menu, type MenuItem } from '../ui/Menu'

interface Props {
  conversation: Conversation
  title: string
  muted: boolean
}

/** What can be done with a conversation from the list. */
export const RowMenu = ({ conversation, title, muted }: Props) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const navigate = useNavigate()
  const { id: openId } = useParams({ strict: false })
  const [question, setQuestion] = useState<Question | null>(null)
  const { id, me } = conversation
  const askDelete = (): void =>
    setQuestion({
      title: t('list.deleteTitle'),
      hint: t('list.deleteHint'),
      action: t('list.deleteForMe'),
      danger: true,
      run: async () => {
        if ((await attempt(() => messenger.deleteForMe(id))) && openId === id) {
          await navigate({ to: '/' })
        }
      },
    })
  /** In a group many want to be told of what calls them, and of nothing else. */
  const levelItem = (): MenuItem[] => {
    const { notify } = messenger.snapshot()
    const next = (me.notify_level ?? notify?.level) === 'mentions' ? 'all' : 'mentions'
    const item = {
      key: 'level',
      label: t('list.tell', { level: t(`notify.${next}`) }),
      icon: AtSign,
      run: () => void attempt(() => messenger.setLevel(id, next)),
    }
    return conversation.kind === 'group' && !muted ? [item] : []
  }
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={t('list.options', { name: title })}
            className="absolute right-2 top-1.5 grid size-7 place-items-center rounded-chip bg-transparent text-muted opacity-0 hover:text-text focus-visible:opacity-100 data-[state=open]:opacity-100 md:group-focus-within:opacity-100 md:group-hover:opacity-100 max-md:pointer-events-none"
          >
            <ChevronDown size={18} strokeWidth={1.8} aria-hidden="true" />
          </button>
        }
        items={() => [
          {
            key: 'pin',
            label: t(me.pinned ? 'list.unpin' : 'list.pin'),
            icon: me.pinned ? PinOff : Pin,
            run: () => void attempt(() => messenger.pin(id, !me.pinned)),
          },
          {
            key: 'mute',
            label: t(muted ? 'list.unmute' : 'list.mute'),
            icon: muted ? Bell : BellOff,
            run: () => void attempt(() => messenger.mute(id, !muted)),
          },
          ...levelItem(),
          { key: 'delete', label: t('list.deleteForMe'), icon: Trash2, danger: true, run: askDelete },
        ]}
      />
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </>
  )
}
