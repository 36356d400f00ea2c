import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Notice } from '../ui/Notice'
import { type Part, middleOf, MOST_CROP_ZOOM, scaleOf, type Size, visibleOf, within } from './crop'

/** What is cut out: a face, the sign of a group, or the wide picture behind a profile. */
export type Shape = 'person' | 'group' | 'background'

const FRAMES: Record<Shape, { frame: Size; made: Size; look: string }> = {
  person: { frame: { width: 260, height: 260 }, made: { width: 640, height: 640 }, look: 'rounded-full' },
  group: { frame: { width: 260, height: 260 }, made: { width: 640, height: 640 }, look: 'rounded-[32%]' },
  background: { frame: { width: 320, height: 120 }, made: { width: 1600, height: 600 }, look: 'rounded-box' },
}

const QUALITY = 0.9
const KEY_PX = 12

interface Props {
  file: File
  shape: Shape
  onDone: (cut: Blob) => Promise<unknown>
  onClose: () => void
}

const MOVES: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const cutOut = (image: HTMLImageElement, part: Part, frame: Size, made: Size): Promise<Blob | null> => {
  const canvas = document.createElement('canvas')
  canvas.width = made.width
  canvas.height = made.height
  const brush = canvas.getContext('2d')
  const { width, height } = visibleOf({ width: image.naturalWidth, height: image.naturalHeight }, frame, part.zoom)
  if (brush !== null) {
    brush.fillStyle = 'white' // a JPEG has nothing that shows through
    brush.fillRect(0, 0, made.width, made.height)
    brush.imageSmoothingQuality = 'high'
    brush.drawImage(image, part.x - width / 2, part.y - height / 2, width, height, 0, 0, made.width, made.height)
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
}

/** Chooses the part of a picture that is shown. */
const CropDialog = ({ file, shape, onDone, onClose }: Props) => {
  const { t } = useTranslation()
  const { frame, made, look } = FRAMES[shape]
  const { image, failed } = useImage(file)
  const [part, setPart] = useState<Part | null>(null)
  const [busy, setBusy] = useState(false)
  const held = useRef<{ x: number; y: number; part: Part } | null>(null)
  const size = image === null ? null : { width: image.naturalWidth, height: image.naturalHeight }
  const shown = part ?? (size === null ? null : middleOf(size))
  const put = (next: Part): void => {
    if (size !== null) {
      setPart(within(size, frame, next))
    }
  }
  const scale = size === null || shown === null ? 1 : scaleOf(size, frame, shown.zoom)
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (shown !== null) {
      event.currentTarget.setPointerCapture(event.pointerId)
      held.current = { x: event.clientX, y: event.clientY, part: shown }
    }
  }
  const onPointerMove = (event: PointerEvent): void => {
    const from = held.current
    if (from !== null && shown !== null) {
      const x = from.part.x - (event.clientX - from.x) / scale
      const y = from.part.y - (event.clientY - from.y) / scale
      put({ ...shown, x, y })
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = MOVES[event.key]
    if (move !== undefined && shown !== null) {
      event.preventDefault()
      put({ ...shown, x: shown.x + (move[0] * KEY_PX) / scale, y: shown.y + (move[1] * KEY_PX) / scale })
    }
  }
  const save = async (): Promise<void> => {
    if (image === null || shown === null) {
      return
    }
    setBusy(true)
    const cut = await cutOut(image, shown, frame, made)
    const done = cut !== null && (await attempt(() => onDone(cut)))
    setBusy(false)
    if (done) {
      onClose()
    }
  }
  return (
    <Dialog title={t('media.cropTitle')} onClose={onClose}>
      {failed ? (
        <Notice kind="bad">{t('media.notPicture')}</Notice>
      ) : (
        <div className="grid justify-items-center gap-4">
          <div
            role="application"
            tabIndex={0}
            aria-label={t('media.cropHint')}
            onPointerDown={onPointerDown}
            onPointerMove={onPointerMove}
            onPointerUp={() => (held.current = null)}
            onPointerCancel={() => (held.current = null)}
            onWheel={(event) => shown && put({ ...shown, zoom: shown.zoom * Math.exp(-event.deltaY / 500) })}
            onKeyDown={onKeyDown}
            className={`relative cursor-grab touch-none overflow-hidden bg-sunken active:cursor-grabbing ${look}`}
            style={frame}
          >
            {image !== null && shown !== null && (
              <img
                src={image.src}
                alt=""
                draggable={false}
                className="absolute left-0 top-0 max-w-none origin-top-left select-none"
                style={{
                  width: image.naturalWidth * scale,
                  height: image.naturalHeight * scale,
                  transform: `translate(${frame.width / 2 - shown.x * scale}px, ${frame.height / 2 - shown.y * scale}px)`,
                }}
              />
            )}
          </div>
          <p className="m-0 text-center text-sm text-muted">{t('media.cropHint')}</p>
          <label className="flex w-full max-w-80 items-center gap-3 text-sm text-muted">
            {t('media.cropZoom')}
            <input
              type="range"
              min={1}
              max={MOST_CROP_ZOOM}
              step={0.01}
              value={shown?.zoom ?? 1}
              onChange={(event) => shown && put({ ...shown, zoom: Number(event.target.value) })}
              className="h-6 min-w-0 flex-1 accent-brand"
            />
          </label>
        </div>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button kind="plain" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button disabled={busy || image === null} onClick={() => void save()}>
          {t('media.cropSave')}
        </Button>
      </div>
    </Dialog>
  )
}

/** The picture in a file, upright. */
const useImage = (file: File): { image: HTMLImageElement | null; failed: boolean } => {
  const [state, setState] = useState<{ image: HTMLImageElement | null; failed: boolean }>({
    image: null,
    failed: false,
  })
  useEffect(() => {
    const image = new Image()
    image.src = URL.createObjectURL(file)
    image.decode().then(
      () => setState({ image, failed: false }),
      () => setState({ image: null, failed: true }),
    )
    return () => URL.revokeObjectURL(image.src)
  }, [file])
  return state
}

export default CropDialog
