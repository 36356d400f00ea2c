import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { LIST_WIDTH, listWidth, setListWidth } from './width'

const STEP = 16

/** The edge of the list: drag it, or move it by arrow keys. The width is kept on this device. */
export const ListResizer = () => {
  const { t } = useTranslation()
  const [width, setWidth] = useState(listWidth)
  const to = (next: number): void => {
    const allowed = Math.min(LIST_WIDTH.most, Math.max(LIST_WIDTH.least, Math.round(next)))
    setListWidth(allowed)
    setWidth(allowed)
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) {
      to(event.clientX - (event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0))
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0
    if (step !== 0) {
      event.preventDefault()
      to(width + step)
    }
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('list.resize')}
      aria-valuemin={LIST_WIDTH.least}
      aria-valuemax={LIST_WIDTH.most}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
      onDoubleClick={() => to(LIST_WIDTH.usual)}
      className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-0 after:left-[3px] after:w-0.5 after:bg-brand after:opacity-0 after:transition-opacity hover:after:opacity-60 focus-visible:after:opacity-100 active:after:opacity-100 max-md:hidden"
    />
  )
}
