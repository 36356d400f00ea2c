import type { Message } from '@parley/sync'
import {
  CheckCheck,
  CircleCheck,
  Copy,
  Download,
  Forward,
  Link,
  MoreHorizontal,
  Pencil,
  Pin,
  PinOff,
  Reply,
  Trash2,
  Undo2,
} from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessages, useMessenger } from '../lib/hooks'
import { toast } from '../lib/toast'
import { download } from '../media/download'
import { Menu, type MenuItem } from '../ui/Menu'
import { useChat } from './ChatContext'
import { mayEdit, mayRecall } from './rights'
import { mayPin, useSetPin } from './usePins'

const QUICK = ['👍', '❤️', '😂', '🎉', '😮', '🙏']

/** What can be done with a message. */
export const MessageMenu = ({ message }: { message: Message }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const { room, mayWrite, reply, edit, ask, toggle } = useChat()
  const me = useMessages((state) => state.me.id)
  const setPin = useSetPin()
  const { seq, file } = message
  const { id } = room
  const react = (emoji: string): void => {
    const mine = message.reactions.some((one) => one.emoji === emoji && one.mine)
    void attempt(() => messenger.react(id, seq, emoji, !mine))
  }
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text)
    toast.success(t('common.copied'))
  }
  const items = (): MenuItem[] => {
    const now = Date.now()
    const isMine = message.sender_id === me
    const pinned = !!message.pinned_at
    const all: (MenuItem | false)[] = [
      mayWrite && { key: 'reply', label: t('chat.reply'), icon: Reply, run: () => reply(message) },
      !!file && { key: 'download', label: t('media.download'), icon: Download, run: () => download(file) },
      'clipboard' in navigator &&
        message.text !== '' && {
          key: 'copy',
          label: t('common.copy'),
          icon: Copy,
          run: () => void attempt(() => copy(message.text)),
        },
      'clipboard' in navigator && {
        key: 'link',
        label: t('chat.copyLink'),
        icon: Link,
        run: () => void attempt(() => copy(`${location.origin}/c/${id}?m=${seq}`)),
      },
      {
        key: 'forward',
        label: t('chat.forward'),
        icon: Forward,
        run: () => ask({ type: 'forward', messages: [message] }),
      },
      mayPin(room) && {
        key: 'pin',
        label: t(pinned ? 'chat.unpin' : 'chat.pin'),
        icon: pinned ? PinOff : Pin,
        run: () => void setPin(id, seq, !pinned),
      },
      mayWrite &&
        mayEdit(message, me, now) && { key: 'edit', label: t('chat.edit'), icon: Pencil, run: () => edit(message) },
      { key: 'select', label: t('chat.select'), icon: CircleCheck, run: () => toggle(seq) },
      isMine &&
        room.kind === 'group' && {
          key: 'seen',
          label: t('seen.title'),
          icon: CheckCheck,
          run: () => ask({ type: 'seen', message }),
        },
      mayRecall(message, room, me, now) && {
        key: 'recall',
        label: t('chat.recall'),
        icon: Undo2,
        danger: true,
        run: () => void attempt(() => messenger.recall(id, seq)),
      },
      {
        key: 'delete',
        label: t('list.deleteForMe'),
        icon: Trash2,
        danger: true,
        run: () => ask({ type: 'delete', messages: [message] }),
      },
    ]
    return all.filter((one) => one !== false)
  }
  return (
    <Menu
      align={message.sender_id === me ? 'end' : 'start'}
      trigger={
        <button
          type="button"
          data-actions
          aria-haspopup="menu"
          aria-label={t('chat.actions')}
          className="grid size-8 shrink-0 place-items-center self-center rounded-full text-muted opacity-0 hover:bg-hover hover:text-text focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100"
        >
          <MoreHorizontal size={18} strokeWidth={1.8} aria-hidden="true" />
        </button>
      }
      signs={
        mayWrite
          ? QUICK.map((sign) => ({ sign, label: t('chat.reactWith', { emoji: sign }), run: () => react(sign) }))
          : undefined
      }
      items={items}
    />
  )
}
