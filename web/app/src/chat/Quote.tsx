import { bySeq } from '@parley/sync'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { hueOf } from '../lib/look'
import { nameOf } from '../lib/names'
import { addressOf } from '../media/address'
import { gistOf } from '../media/gist'
import { useChat } from './ChatContext'

interface Props {
  seq: number
  /** What the answer told of it, if anything. */
  known: { sender_id?: string | null; kind?: string | null; text?: string | null } | null
}

/** The message that is answered, in short; leads to it. */
export const Quote = ({ seq, known }: Props) => {
  const { t } = useTranslation()
  const { room, jump } = useChat()
  const held = useMessages((state) => {
    const log = state.logs.get(room.id)
    return log && bySeq(log, seq)
  })
  const senderId = held?.sender_id ?? known?.sender_id ?? null
  const name = useMessages((state) => (senderId === null ? '' : nameOf(state, senderId, t)))
  const gone = held?.recalled_at
  const text = gone ? t('chat.recalled') : gistOf(held ?? known ?? {}, t) || t('chat.message')
  const picture = held?.kind === 'image' && !gone ? held.file : null
  return (
    <button
      type="button"
      onClick={() => jump(seq)}
      className={`my-1 w-full min-w-0 max-w-full rounded-chip border-l-[3px] border-current bg-text/5 py-1 pl-2.5 pr-3 text-left text-sm hue-text hue-${hueOf(senderId ?? '')} ${picture ? 'flex items-center gap-2.5' : 'block'}`}
    >
      {picture && (
        <img src={addressOf(picture.id, 'square96')} alt="" className="size-9 shrink-0 rounded-[6px] object-cover" />
      )}
      <span className="block min-w-0 flex-1">
        <bdi className="block truncate font-semibold">{name}</bdi>
        <span className="block truncate text-muted" dir="auto">
          {text}
        </span>
      </span>
    </button>
  )
}
