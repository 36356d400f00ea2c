import type { Pending } from '@parley/sync'
import { X } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { useLanguage, useMessages, useMessenger } from '../lib/hooks'
import type { AttachedFile } from './attached'
import { FileRow } from './FileRow'
import { sizeText } from './format'
import { Picture } from './Picture'

const SIZE = 44
const RADIUS = 19
const ROUND = 2 * Math.PI * RADIUS
/** Something is seen from the start. */
const LEAST = 0.04

interface Props {
  pending: Pending
  file: AttachedFile
  preview: string | null
}

/** A file on its way: how far it is, and a way to call it back. */
const Upload = ({ pending, file, preview }: Props) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const offline = useMessages((state) => state.link === 'offline')
  const sent = pending.file?.sent ?? 0
  const told = offline
    ? t('media.waiting', { size: sizeText(file.size, language) })
    : t('media.progress', { sent: sizeText(sent, language), size: sizeText(file.size, language) })
  const share = file.size === 0 ? 1 : sent / file.size
  const ring = <Ring pending={pending} share={share} onPicture={file.kind === 'image'} name={file.name} />
  if (file.kind !== 'image') {
    return <FileRow file={file} told={told} badge={ring} />
  }
  return (
    <Picture file={file} preview={preview} label={file.name} onOpen={null}>
      <span className="absolute inset-0 grid place-items-center">{ring}</span>
      <span className="tnum absolute left-1.5 top-1.5 rounded-full bg-overlay px-2 py-0.5 text-[11px] leading-4 text-overlay-ink">
        {told}
      </span>
    </Picture>
  )
}

interface RingProps {
  pending: Pending
  share: number
  onPicture: boolean
  name: string
}

const Ring = ({ pending, share, onPicture, name }: RingProps) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  return (
    <button
      type="button"
      aria-label={t('media.cancelOf', { name })}
      title={t('media.cancel')}
      onClick={() => messenger.discard(pending.conversationId, pending.clientMsgId)}
      className={`relative grid shrink-0 place-items-center rounded-full ${onPicture ? 'bg-overlay text-overlay-ink' : 'bg-brand text-brand-ink'}`}
      style={{ width: SIZE, height: SIZE }}
    >
      <X size={20} strokeWidth={2} aria-hidden="true" />
      <svg
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        viewBox={`0 0 ${SIZE} ${SIZE}`}
        className={`absolute inset-0 ${share < 1 ? 'animate-[spin_2.4s_linear_infinite]' : ''}`}
      >
        <circle
          cx={SIZE / 2}
          cy={SIZE / 2}
          r={RADIUS}
          fill="none"
          stroke="currentColor"
          strokeWidth={2.5}
          strokeLinecap="round"
          strokeDasharray={`${Math.max(LEAST, share) * ROUND} ${ROUND}`}
          transform={`rotate(-90 ${SIZE / 2} ${SIZE / 2})`}
          className="transition-[stroke-dasharray] duration-[var(--calm)]"
        />
      </svg>
    </button>
  )
}

export default Upload
