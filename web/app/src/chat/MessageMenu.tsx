import type { Message } from '@parley/sync'
import { Copy, MoreHorizontal, Pencil, Reply, Undo2 } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { attempt } from '../lib/errors'
import { useMessages, useMessenger } from '../lib/hooks'
import { Menu, type MenuItem } from '../ui/Menu'
import { useChat } from './ChatContext'
import { mayEdit, mayRecall } from './rights'

const QUICK = ['👍', '❤️', '😂', '🎉', '😮', '🙏']

/** What can be done with a message. */
export const MessageMenu = ({ message }: { message: Message }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const { conversation, mayWrite, reply, edit } = useChat()
  const me = useMessages((state) => state.me.id)
  const { seq } = message
  const id = conversation.id
  const react = (emoji: string): void => {
    const mine = message.reactions.some((one) => one.emoji === emoji && one.mine)
    void attempt(() => messenger.react(id, seq, emoji, !mine))
  }
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(message.text)
    toast.success(t('common.copied'))
  }
  const items = (): MenuItem[] => {
    const now = Date.now()
    return [
      ...(mayWrite ? [{ key: 'reply', label: t('chat.reply'), icon: Reply, run: () => reply(message) }] : []),
      ...('clipboard' in navigator
        ? [{ key: 'copy', label: t('common.copy'), icon: Copy, run: () => void attempt(copy) }]
        : []),
      ...(mayWrite && mayEdit(message, me, now)
        ? [{ key: 'edit', label: t('chat.edit'), icon: Pencil, run: () => edit(message) }]
        : []),
      ...(mayRecall(message, conversation, me, now)
        ? [
            {
              key: 'recall',
              label: t('chat.recall'),
              icon: Undo2,
              danger: true,
              run: () => void attempt(() => messenger.recall(id, seq)),
            },
          ]
        : []),
    ]
  }
  return (
    <Menu
      align={message.sender_id === me ? 'end' : 'start'}
      trigger={
        <button
          type="button"
          aria-label={t('chat.actions')}
          className="grid size-8 shrink-0 place-items-center self-center rounded-full text-muted opacity-0 hover:bg-hover hover:text-text focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100"
        >
          <MoreHorizontal size={18} strokeWidth={1.8} aria-hidden="true" />
        </button>
      }
      head={
        mayWrite && (
          <div className="mb-1 flex gap-0.5 border-b border-line pb-1.5">
            {QUICK.map((emoji) => (
              <DropdownMenu.Item
                key={emoji}
                aria-label={t('chat.reactWith', { emoji })}
                onSelect={() => react(emoji)}
                className="grid size-9 cursor-pointer place-items-center rounded-chip text-[20px] outline-none data-[highlighted]:bg-hover"
              >
                {emoji}
              </DropdownMenu.Item>
            ))}
          </div>
        )
      }
      items={items()}
    />
  )
}
