import type { Conversation, Message } from '@parley/sync'
import { Check, SendHorizontal } from 'lucide-react'
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '../lib/errors'
import { useLatest, useMessenger } from '../lib/hooks'
import { titleOf } from '../lib/names'
import { enterSends } from '../lib/preferences'
import { ComposerMode } from './ComposerMode'

const DRAFT_MS = 900
const MOST_SHARE = 0.4

export interface ComposerHandle {
  focus: () => void
}

interface Props {
  conversation: Conversation
  replyTo: Message | null
  editing: Message | null
  onDone: () => void
  onSent: () => void
  onEditLast: () => void
  onEscape: () => void
  ref: Ref<ComposerHandle>
}

/** Where a message is written. Keeps a draft, grows with the text, and never sends what an input method composes. */
export const Composer = ({ conversation, replyTo, editing, onDone, onSent, onEditLast, onEscape, ref }: Props) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const { id } = conversation
  const [draft, setDraft] = useState(conversation.me.draft)
  const [edited, setEdited] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  const text = editing === null ? draft : edited
  const canSend = text.trim() !== ''
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus() }))
  useDraft(id, draft, conversation.me.draft)
  useEffect(() => {
    if (editing !== null) {
      setEdited(editing.text)
    }
    if (editing !== null || replyTo !== null) {
      box.current?.focus()
    }
  }, [editing, replyTo])
  useLayoutEffect(() => {
    const element = box.current
    if (element !== null) {
      element.style.height = 'auto'
      element.style.height = `${Math.min(element.scrollHeight, innerHeight * MOST_SHARE)}px`
    }
  }, [text])
  const submit = (): void => {
    if (!canSend) {
      return
    }
    const words = text.trim()
    if (editing !== null) {
      if (words !== editing.text) {
        void attempt(() => messenger.edit(id, editing.seq, words))
      }
    } else {
      messenger.send(id, words, replyTo?.seq ?? null)
      setDraft('')
      onSent()
    }
    onDone()
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) {
      return
    }
    if (event.key === 'Enter' && (enterSends() ? !event.shiftKey : event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
    } else if (event.key === 'ArrowUp' && text === '' && editing === null) {
      event.preventDefault()
      onEditLast()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      onEscape()
    }
  }
  return (
    <div className="px-5 pb-4 max-md:px-2.5 max-md:pb-[max(10px,env(safe-area-inset-bottom))]">
      <form
        className="mx-auto max-w-[1080px] rounded-[16px] border border-line bg-panel shadow-card focus-within:border-brand/60"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <ComposerMode replyTo={replyTo} editing={editing} onCancel={onDone} />
        <div className="flex items-end gap-1 p-1.5">
          <textarea
            ref={box}
            rows={1}
            dir="auto"
            value={text}
            aria-label={t('chat.write', { name: titleOf(conversation, t) })}
            placeholder={t('chat.write', { name: titleOf(conversation, t) })}
            maxLength={16_000}
            onChange={(event) => {
              if (editing === null) {
                setDraft(event.target.value)
                messenger.typing(id)
              } else {
                setEdited(event.target.value)
              }
            }}
            onKeyDown={onKeyDown}
            className="min-h-9.5 min-w-0 flex-1 resize-none overflow-y-auto bg-transparent px-2.5 py-2 leading-[22px] outline-none placeholder:truncate placeholder:text-faint"
          />
          <button
            type="submit"
            disabled={!canSend}
            aria-label={t(editing === null ? 'chat.send' : 'chat.saveEdit')}
            title={t(editing === null ? 'chat.send' : 'chat.saveEdit')}
            className="grid size-9.5 shrink-0 place-items-center rounded-[11px] bg-brand text-brand-ink transition-colors duration-[var(--quick)] hover:bg-brand-hover disabled:bg-sunken disabled:text-faint"
          >
            {editing === null ? (
              <SendHorizontal size={19} strokeWidth={1.9} aria-hidden="true" />
            ) : (
              <Check size={20} strokeWidth={2} aria-hidden="true" />
            )}
          </button>
        </div>
      </form>
    </div>
  )
}

/** Keeps the draft on the server: a little after the last letter, and when the reader leaves. */
const useDraft = (id: string, draft: string, kept: string): void => {
  const messenger = useMessenger()
  const save = useLatest(() => {
    if (draft !== kept) {
      void messenger.saveDraft(id, draft).catch(() => undefined) // it is saved with the next letter
    }
  })
  useEffect(() => {
    const timer = setTimeout(save, draft === '' ? 0 : DRAFT_MS)
    return () => clearTimeout(timer)
  }, [draft, save])
  useEffect(() => () => save(), [save])
}
