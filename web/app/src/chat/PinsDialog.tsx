import type { Conversation, Message } from '@parley/sync'
import { PinOff } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { useLanguage, useMessages, useNow } from '../lib/hooks'
import { nameOf } from '../lib/names'
import { fullTime, shortTime } from '../lib/time'
import { gistOf } from '../media/gist'
import { Dialog } from '../ui/Dialog'
import { IconButton } from '../ui/IconButton'
import { useChat } from './ChatContext'
import { mayPin, usePins, useSetPin } from './usePins'

/** All pinned messages of a conversation. */
export const PinsDialog = ({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) => {
  const { t } = useTranslation()
  const pins = usePins(conversation)
  return (
    <Dialog title={t('pins.all')} onClose={onClose}>
      <ul className="-mx-2 m-0 list-none p-0">
        {pins.map((pin) => (
          <Line key={pin.seq} pin={pin} removable={mayPin(conversation)} onClose={onClose} />
        ))}
      </ul>
      {pins.length === 0 && <p className="m-0 py-2 text-center text-muted">{t('pins.none')}</p>}
    </Dialog>
  )
}

const Line = ({ pin, removable, onClose }: { pin: Message; removable: boolean; onClose: () => void }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const { jump } = useChat()
  const setPin = useSetPin()
  const name = useMessages((state) => nameOf(state, pin.sender_id, t))
  return (
    <li className="flex items-center rounded-box hover:bg-hover">
      <button
        type="button"
        onClick={() => {
          onClose()
          jump(pin.seq)
        }}
        className="grid min-w-0 flex-1 p-2 text-left"
      >
        <span className="flex items-baseline gap-2">
          <bdi className="min-w-0 flex-1 truncate text-sm font-semibold">{name}</bdi>
          <time dateTime={pin.sent_at} title={fullTime(pin.sent_at, language)} className="tnum text-xs text-muted">
            {shortTime(pin.sent_at, language, now)}
          </time>
        </span>
        <span className="line-clamp-2 text-sm text-muted" dir="auto">
          {gistOf(pin, t)}
        </span>
      </button>
      {removable && (
        <IconButton
          icon={PinOff}
          size={18}
          label={t('chat.unpin')}
          onClick={() => void setPin(pin.conversation_id, pin.seq, false)}
        />
      )}
    </li>
  )
}
