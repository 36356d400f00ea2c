import { ImageOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { addressOf } from './address'
import type { AttachedFile } from './attached'
import { boxOf } from './box'

interface Props {
  file: AttachedFile
  /** What this device has of it already; shown until the server's is there. */
  preview: string | null
  /** What it shows, in words. */
  label: string
  /** Null where nothing opens. */
  onOpen: (() => void) | null
  /** On top of it. */
  children?: ReactNode
}

const LAYER = 'absolute inset-0 size-full object-cover'

/** An image in a message. Its place is there from the start, so nothing moves when it comes. */
export const Picture = ({ file, preview, label, onOpen, children }: Props) => {
  const box = boxOf(file.width, file.height)
  return (
    <div
      data-picture={file.id ?? ''}
      className="relative w-full overflow-hidden rounded-[14px] bg-sunken"
      style={{ aspectRatio: `${box.width} / ${box.height}` }}
    >
      {preview !== null ? (
        <img src={preview} alt="" className={LAYER} />
      ) : (
        file.placeholder !== null && <img src={file.placeholder} alt="" className={`${LAYER} scale-110 blur-[12px]`} />
      )}
      {file.id !== null && <Loaded key={file.id} id={file.id} label={label} covered={preview !== null} />}
      {onOpen !== null && (
        <button
          type="button"
          aria-label={label}
          onClick={onOpen}
          className="absolute inset-0 cursor-zoom-in rounded-[14px] focus-visible:outline-offset-[-3px]"
        />
      )}
      {children}
    </div>
  )
}

const Loaded = ({ id, label, covered }: { id: string; label: string; covered: boolean }) => {
  const { t } = useTranslation()
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading')
  if (state === 'failed' && !covered) {
    return (
      <span className="absolute inset-0 grid place-content-center justify-items-center gap-1 text-sm text-muted">
        <ImageOff size={21} strokeWidth={1.8} aria-hidden="true" />
        {t('media.broken')}
      </span>
    )
  }
  return (
    <img
      src={addressOf(id, 'w960')}
      srcSet={`${addressOf(id, 'w320')} 320w, ${addressOf(id, 'w960')} 960w`}
      sizes="(max-width: 699px) 80vw, 360px"
      alt={label}
      decoding="async"
      draggable={false}
      onLoad={() => setState('there')}
      onError={() => setState('failed')}
      className={`${LAYER} transition-opacity duration-[var(--calm)] ${state === 'there' || (state === 'loading' && covered) ? '' : 'opacity-0'}`}
    />
  )
}
