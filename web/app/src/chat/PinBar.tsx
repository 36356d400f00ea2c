import type { Conversation } from '@parley/sync'
import { List, Pin } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { nameOf } from '../lib/names'
import { gistOf } from '../media/gist'
import { IconButton } from '../ui/IconButton'
import { useChat } from './ChatContext'
import { usePins } from './usePins'

/** Below the header: the latest pinned message. Pressing it goes there, and shows the one before. */
export const PinBar = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const { jump, ask } = useChat()
  const pins = usePins(conversation)
  const [at, setAt] = useState(0)
  const index = pins.length === 0 ? 0 : at % pins.length
  const pin = pins[index]
  const name = useMessages((state) => (pin ? nameOf(state, pin.sender_id, t) : ''))
  if (pin === undefined) {
    return null
  }
  return (
    <section
      aria-label={t('pins.label')}
      className="flex shrink-0 items-center border-b border-line bg-panel pl-5 pr-3 max-md:pl-3"
    >
      <button
        type="button"
        onClick={() => {
          jump(pin.seq)
          setAt(index + 1)
        }}
        className="flex min-w-0 flex-1 items-center gap-3 py-1.5 text-left text-sm"
      >
        <Pin size={17} strokeWidth={1.8} className="shrink-0 text-brand" aria-hidden="true" />
        <span className="grid min-w-0 flex-1">
          <span className="truncate text-xs font-semibold text-brand">
            {pins.length > 1 ? t('pins.nth', { n: index + 1, count: pins.length }) : t('pins.one')}
          </span>
          <span className="truncate" dir="auto">
            <bdi className="text-muted">{name}: </bdi>
            {gistOf(pin, t)}
          </span>
        </span>
      </button>
      <IconButton icon={List} label={t('pins.all')} onClick={() => ask({ type: 'pins' })} />
    </section>
  )
}
