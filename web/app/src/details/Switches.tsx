import { type Conversation, isMuted } from '@parley/sync'
import { Bell, BellOff, Pin, PinOff } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessenger, useNow } from '../lib/hooks'

/** What the reader alone decides about a conversation. */
export const Switches = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const now = useNow()
  const { id, me } = conversation
  const muted = isMuted(conversation, now)
  return (
    <div className="grid grid-cols-2 gap-2">
      <Switch
        icon={muted ? Bell : BellOff}
        label={t(muted ? 'list.unmute' : 'list.mute')}
        onPress={() => void attempt(() => messenger.mute(id, !muted))}
      />
      <Switch
        icon={me.pinned ? PinOff : Pin}
        label={t(me.pinned ? 'list.unpin' : 'list.pin')}
        onPress={() => void attempt(() => messenger.pin(id, !me.pinned))}
      />
    </div>
  )
}

const Switch = ({ icon: Icon, label, onPress }: { icon: LucideIcon; label: string; onPress: () => void }) => (
  <button
    type="button"
    onClick={onPress}
    className="grid justify-items-center gap-1 rounded-box bg-sunken py-2.5 text-sm transition-colors duration-[var(--quick)] hover:bg-hover"
  >
    <Icon size={19} strokeWidth={1.8} className="text-brand" aria-hidden="true" />
    {label}
  </button>
)
