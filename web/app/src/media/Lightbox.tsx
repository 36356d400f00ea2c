import type { Message } from '@parley/sync'
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useLanguage, useMessages } from '../lib/hooks'
import { nameOf } from '../lib/names'
import { fullTime } from '../lib/time'
import { IconButton } from '../ui/IconButton'
import { useOpener } from '../ui/useOpener'
import { addressOf, downloadOf } from './address'
import { MOST_ZOOM, STILL, useGestures, useView, zoomed } from './useGestures'

const isPicture = (one: Message): boolean => one.kind === 'image' && !!one.file && !one.recalled_at && !one.purged_at

const NONE: readonly Message[] = []

/** The pictures of a conversation, one at a time, as large as the window. */
const Lightbox = ({ message, onClose }: { message: Message; onClose: () => void }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const held = useMessages((state) => state.logs.get(message.conversation_id)?.messages) ?? NONE
  const [seq, setSeq] = useState(message.seq)
  const { view, now, show } = useView()
  const giveBack = useOpener()
  const pictures = useMemo(() => {
    const all = held.filter(isPicture)
    return all.some((one) => one.seq === message.seq) ? all : [message] // far back, where the log is not held
  }, [held, message])
  const at = Math.max(
    0,
    pictures.findIndex((one) => one.seq === seq),
  )
  const shown = pictures[at] ?? message
  const name = useMessages((state) =>
    shown.sender_id === state.me.id ? t('common.you') : nameOf(state, shown.sender_id, t),
  )
  const step = (by: 1 | -1): void => {
    const next = pictures[at + by]
    if (next !== undefined) {
      setSeq(next.seq)
      show(STILL)
    }
  }
  const zoom = (by: number): void => show(zoomed(now.current, by))
  const gestures = useGestures({ now, show, step, close: onClose })
  useEffect(() => {
    for (const near of [pictures[at - 1], pictures[at + 1]]) {
      if (near?.file) {
        new Image().src = addressOf(near.file.id)
      }
    }
  }, [pictures, at])
  const onKeyDown = (event: KeyboardEvent): void => {
    const run = {
      ArrowLeft: () => step(-1),
      ArrowRight: () => step(1),
      '+': () => zoom(1.5),
      '=': () => zoom(1.5),
      '-': () => zoom(1 / 1.5),
      '0': () => show(STILL),
    }[event.key]
    if (run !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault()
      run()
    }
  }
  const { file } = shown
  return (
    <Dialog.Root open onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          data-theme="dark"
          onKeyDown={onKeyDown}
          onCloseAutoFocus={giveBack}
          className="fixed inset-0 z-50 flex animate-fade flex-col bg-lightbox text-text outline-none"
        >
          <header className="flex shrink-0 items-center gap-1 px-3 pt-[max(8px,env(safe-area-inset-top))]">
            <div className="min-w-0 flex-1 pl-2">
              <Dialog.Title className="m-0 truncate text-base font-semibold leading-5">
                <bdi>{name}</bdi>
              </Dialog.Title>
              <p className="tnum m-0 truncate text-xs text-muted">
                <time dateTime={shown.sent_at}>{fullTime(shown.sent_at, language)}</time>
                {pictures.length > 1 && ` · ${t('media.nth', { n: at + 1, count: pictures.length })}`}
              </p>
            </div>
            <IconButton
              icon={ZoomOut}
              label={t('media.zoomOut')}
              disabled={view.scale <= 1}
              className="max-sm:hidden"
              onClick={() => zoom(1 / 1.5)}
            />
            <IconButton
              icon={ZoomIn}
              label={t('media.zoomIn')}
              disabled={view.scale >= MOST_ZOOM}
              className="max-sm:hidden"
              onClick={() => zoom(1.5)}
            />
            {file && (
              <a
                href={downloadOf(file.id)}
                download={file.name}
                aria-label={t('media.download')}
                title={t('media.download')}
                className="grid size-10 shrink-0 place-items-center rounded-box text-muted hover:bg-hover hover:text-text"
              >
                <Download size={20} strokeWidth={1.8} aria-hidden="true" />
              </a>
            )}
            <IconButton icon={X} label={t('common.close')} onClick={onClose} />
          </header>
          <div className="relative min-h-0 flex-1">
            <div
              {...gestures}
              className={`absolute inset-0 touch-none overflow-hidden [container-type:size] ${view.scale > 1 ? 'cursor-grab active:cursor-grabbing' : ''}`}
            >
              {file && <Large key={shown.id} file={file} label={shown.text || file.name} view={view} />}
            </div>
            {at > 0 && <Arrow side="left" onPress={() => step(-1)} />}
            {at < pictures.length - 1 && <Arrow side="right" onPress={() => step(1)} />}
          </div>
          {shown.text !== '' ? (
            <p
              dir="auto"
              className="m-0 max-h-[22dvh] shrink-0 overflow-y-auto px-6 pb-[max(20px,env(safe-area-inset-bottom))] pt-3 text-center text-base"
            >
              <span className="prose-message inline-block max-w-[var(--measure)] text-left">{shown.text}</span>
            </p>
          ) : (
            <div className="h-[max(20px,env(safe-area-inset-bottom))] shrink-0" />
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface LargeProps {
  file: NonNullable<Message['file']>
  label: string
  view: typeof STILL
}

const Large = ({ file, label, view: { scale, x, y, moving } }: LargeProps) => {
  const [there, setThere] = useState(false)
  const width = file.width ?? 1
  const ratio = width / (file.height ?? 1)
  return (
    <div className="grid size-full place-items-center p-2">
      <div
        data-large
        className={`relative ${moving ? '' : 'transition-transform duration-[var(--calm)]'}`}
        style={{
          width: `min(100cqw - 16px, ${width}px, (100cqh - 16px) * ${ratio})`,
          aspectRatio: ratio,
          transform: `translate(${x}px, ${y}px) scale(${scale})`,
        }}
      >
        {!there && file.placeholder && (
          <img src={file.placeholder} alt="" className="absolute inset-0 size-full object-cover blur-[16px]" />
        )}
        {!there && <img src={addressOf(file.id, 'w960')} alt="" className="absolute inset-0 size-full object-cover" />}
        <img
          src={addressOf(file.id)}
          alt={label}
          draggable={false}
          decoding="async"
          onLoad={() => setThere(true)}
          className="absolute inset-0 size-full select-none object-cover"
        />
      </div>
    </div>
  )
}

const Arrow = ({ side, onPress }: { side: 'left' | 'right'; onPress: () => void }) => {
  const { t } = useTranslation()
  const Icon = side === 'left' ? ChevronLeft : ChevronRight
  return (
    <button
      type="button"
      aria-label={t(side === 'left' ? 'media.previous' : 'media.next')}
      onClick={onPress}
      className={`absolute top-1/2 grid size-12 -translate-y-1/2 place-items-center rounded-full bg-overlay text-overlay-ink hover:bg-hover max-sm:hidden ${side === 'left' ? 'left-4' : 'right-4'}`}
    >
      <Icon size={24} strokeWidth={1.8} aria-hidden="true" />
    </button>
  )
}

export default Lightbox
