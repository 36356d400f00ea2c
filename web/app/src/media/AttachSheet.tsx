import { Plus, SendHorizontal, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useLanguage } from '../lib/hooks'
import { enterSends } from '../lib/preferences'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { IconButton } from '../ui/IconButton'
import { FileName, iconOf } from './FileRow'
import { sizeText } from './format'
import { type Choice, choiceOf, largestFile, MOST_FILES } from './picking'

interface Props {
  /** Those that were picked so far; more may come while it is open. */
  files: readonly File[]
  /** Words that were written already. */
  words: string
  onSend: (choices: readonly Choice[], caption: string) => void
  onMore: () => void
  onClose: () => void
}

/** What is about to be sent, with words to it. */
const AttachSheet = ({ files, words, onSend, onMore, onClose }: Props) => {
  const { t } = useTranslation()
  const { choices, remove } = useChoices(files, onClose)
  const [caption, setCaption] = useState(words)
  const good = choices.filter((one) => one.refused === null)
  const over = good.length - MOST_FILES
  const single = good.length === 1 && choices.length === 1 ? good[0] : undefined
  const send = (): void => {
    if (good.length > 0 && over <= 0) {
      onSend(good, caption.trim())
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const isSend = enterSends() ? !event.shiftKey : event.ctrlKey || event.metaKey
    if (event.key === 'Enter' && isSend && !event.nativeEvent.isComposing) {
      event.preventDefault()
      send()
    }
  }
  return (
    <Dialog title={t('media.sendTitle', { count: choices.length })} onClose={onClose}>
      <form
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation() // to React it lies within the composer
          send()
        }}
      >
        {single?.preview ? (
          <div className="grid place-items-center overflow-hidden rounded-box bg-sunken">
            <img src={single.preview} alt={single.picked.name} className="block max-h-[38dvh] max-w-full" />
          </div>
        ) : (
          <ul aria-label={t('media.chosen')} className="-mx-2 m-0 grid list-none grid-cols-[minmax(0,1fr)] gap-0.5 p-0">
            {choices.map((one) => (
              <Line key={one.key} choice={one} onRemove={() => remove(one)} />
            ))}
          </ul>
        )}
        {over > 0 && (
          <p role="alert" className="m-0 text-sm text-bad">
            {t('media.tooMany', { count: MOST_FILES })}
          </p>
        )}
        <textarea
          autoFocus
          rows={Math.min(4, caption.split('\n').length)}
          dir="auto"
          maxLength={16_000}
          aria-label={t('media.caption')}
          placeholder={t('media.caption')}
          value={caption}
          onChange={(event) => setCaption(event.target.value)}
          onKeyDown={onKeyDown}
          className="w-full resize-none rounded-box border border-control bg-panel px-3 py-2.5 outline-none placeholder:text-faint focus:border-brand focus:ring-1 focus:ring-brand"
        />
        <div className="flex items-center justify-between gap-2">
          <Button kind="quiet" className="-ml-2" onClick={onMore}>
            <Plus size={18} strokeWidth={1.8} aria-hidden="true" />
            {t('media.more')}
          </Button>
          <Button type="submit" disabled={good.length === 0 || over > 0}>
            <SendHorizontal size={18} strokeWidth={1.9} aria-hidden="true" />
            {t('chat.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Looks at each file once, in its order. */
const useChoices = (files: readonly File[], onEmpty: () => void) => {
  const [choices, setChoices] = useState<readonly Choice[]>([])
  const seen = useRef(0)
  const turn = useRef(Promise.resolve())
  const kept = useRef(new Set<string>())
  useEffect(() => {
    const fresh = files.slice(seen.current)
    seen.current = files.length
    turn.current = turn.current.then(async () => {
      const largest = await largestFile()
      const looked = await Promise.all(fresh.map((one) => choiceOf(one, largest)))
      looked.forEach(({ preview }) => preview && kept.current.add(preview))
      setChoices((before) => [...before, ...looked])
    })
  }, [files])
  useEffect(() => {
    const addresses = kept.current
    return () => addresses.forEach((one) => URL.revokeObjectURL(one))
  }, [])
  const remove = (choice: Choice): void => {
    setChoices(choices.filter((one) => one !== choice))
    if (choices.length === 1) {
      onEmpty()
    }
  }
  return { choices, remove }
}

const Line = ({ choice: { picked, preview, refused }, onRemove }: { choice: Choice; onRemove: () => void }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const Icon = iconOf(picked)
  return (
    <li className="flex min-w-0 items-center gap-3 rounded-box px-2 py-1.5">
      {preview === null ? (
        <span
          className={`grid size-11 shrink-0 place-items-center rounded-box ${refused === null ? 'bg-brand-soft text-brand' : 'bg-bad-soft text-bad'}`}
        >
          <Icon size={20} strokeWidth={1.8} aria-hidden="true" />
        </span>
      ) : (
        <img src={preview} alt="" className="size-11 shrink-0 rounded-box object-cover" />
      )}
      <span className="grid min-w-0 flex-1">
        <FileName name={picked.name} className="font-medium leading-5" />
        <span className={`tnum truncate text-sm ${refused === null ? 'text-muted' : 'text-bad'}`}>
          {refused === null ? sizeText(picked.size, language) : t(`media.${refused}`)}
        </span>
      </span>
      <IconButton
        icon={X}
        size={18}
        className="!size-8"
        label={t('media.leaveOut', { name: picked.name })}
        onClick={onRemove}
      />
    </li>
  )
}

export default AttachSheet
