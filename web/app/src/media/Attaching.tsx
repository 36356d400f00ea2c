import { Paperclip } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useLatest, useMessenger } from '../lib/hooks'
import type { Choice } from './picking'
import { keepPreview } from './previews'

const loadSheet = () => import('./AttachSheet')
const AttachSheet = lazy(loadSheet)
const DropHint = lazy(() => import('./DropHint'))

interface Props {
  conversationId: string
  /** To whom it goes, for the words of the hint. */
  name: string
  replySeq: number | null
  /** What stands in the composer; it becomes the caption. */
  words: string
  onSent: () => void
}

const NONE: readonly File[] = []

/** What an office program copies is words that it also has as a picture. */
const isOffice = (data: DataTransfer): boolean => data.types.includes('text/rtf')

const hasFiles = (data: DataTransfer | null): data is DataTransfer => data !== null && data.types.includes('Files')

/** The button beside the composer by which files are picked; they can also be pasted, or dropped anywhere. */
export const Attaching = ({ conversationId, name, replySeq, words, onSent }: Props) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const input = useRef<HTMLInputElement>(null)
  const [files, setFiles] = useState(NONE)
  const add = useLatest((more: Iterable<File>) => setFiles([...files, ...more]))
  const dragging = useDropping(add)
  const pick = (): void => input.current?.click()
  /** One message for each; the words stand below the last one. */
  const send = (choices: readonly Choice[], caption: string): void => {
    choices.forEach(({ blob, picked, preview }, i) => {
      const text = i === choices.length - 1 ? caption : ''
      const sent = messenger.sendFile(conversationId, blob, picked, text, i === 0 ? replySeq : null)
      if (preview !== null) {
        keepPreview(sent, blob)
      }
    })
    setFiles(NONE)
    onSent()
  }
  return (
    <>
      <button
        type="button"
        aria-label={t('media.attach')}
        title={t('media.attach')}
        onClick={pick}
        onPointerEnter={() => void loadSheet()}
        className="grid size-9.5 shrink-0 place-items-center rounded-[11px] text-muted transition-colors duration-[var(--quick)] hover:bg-hover hover:text-text"
      >
        <Paperclip size={20} strokeWidth={1.8} aria-hidden="true" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-attach
        onChange={(event) => {
          add(event.target.files ?? [])
          event.target.value = '' // the same file may be picked again
        }}
      />
      <Suspense>
        {dragging && <DropHint name={name} />}
        {files.length > 0 && (
          <AttachSheet files={files} words={words} onSend={send} onMore={pick} onClose={() => setFiles(NONE)} />
        )}
      </Suspense>
    </>
  )
}

/** Takes what is pasted or dropped anywhere in the window; tells whether something is held above it. */
const useDropping = (add: (files: Iterable<File>) => void): boolean => {
  const [dragging, setDragging] = useState(false)
  useEffect(() => {
    let depth = 0
    const move = (by: 1 | -1, { dataTransfer }: DragEvent): void => {
      if (hasFiles(dataTransfer)) {
        depth = Math.max(0, depth + by)
        setDragging(depth > 0)
      }
    }
    const enter = (event: DragEvent): void => move(1, event)
    const leave = (event: DragEvent): void => move(-1, event)
    const over = (event: DragEvent): void => {
      if (hasFiles(event.dataTransfer)) {
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      }
    }
    const drop = (event: DragEvent): void => {
      if (hasFiles(event.dataTransfer)) {
        event.preventDefault()
        depth = 0
        setDragging(false)
        add(event.dataTransfer.files)
      }
    }
    const pasted = (event: ClipboardEvent): void => {
      const { clipboardData } = event
      if (clipboardData !== null && clipboardData.files.length > 0 && !isOffice(clipboardData)) {
        event.preventDefault()
        add(clipboardData.files)
      }
    }
    addEventListener('dragenter', enter)
    addEventListener('dragleave', leave)
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    addEventListener('paste', pasted)
    return () => {
      removeEventListener('dragenter', enter)
      removeEventListener('dragleave', leave)
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
      removeEventListener('paste', pasted)
    }
  }, [add])
  return dragging
}
