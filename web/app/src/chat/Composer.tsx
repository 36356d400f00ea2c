import type { Conversation, Message } from '@parley/sync'
import { lazy, type Ref, Suspense, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessenger } from '../lib/hooks'
import { titleOf } from '../lib/names'
import { enterSends } from '../lib/preferences'
import { Attaching } from '../media/Attaching'
import { ComposerMode } from './ComposerMode'
import type { MentionKeys } from './MentionPicker'
import { SendButton } from './SendButton'
import { useCalling } from './useCalling'
import { useDraft } from './useDraft'

const MentionPicker = lazy(() => import('./MentionPicker'))
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
  const picker = useRef<MentionKeys>(null)
  const [activeId, setActiveId] = useState<string | null>(null)
  const text = editing === null ? draft : edited
  const setText = editing === null ? setDraft : setEdited
  const { calling, look, complete, close } = useCalling(conversation, box, text, setText)
  // what stands below a file may be taken away again
  const canSend = text.trim() !== '' || !!editing?.file_id
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
    close()
    onDone()
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) {
      return
    }
    const isPlain = !event.altKey && !event.shiftKey
    if (calling !== null && isPlain && (picker.current?.onKey(event) ?? false)) {
      event.preventDefault()
    } else if (event.key === 'Enter' && (enterSends() ? !event.shiftKey : event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
    } else if (event.key === 'ArrowUp' && isPlain && text === '' && editing === null) {
      event.preventDefault()
      onEditLast()
    } else if (event.key === 'Escape' && isPlain) {
      event.preventDefault()
      onEscape()
    }
  }
  return (
    <div className="px-5 pb-4 max-md:px-2.5 max-md:pb-[max(10px,env(safe-area-inset-bottom))]">
      <form
        data-landmark
        tabIndex={-1}
        className="relative mx-auto max-w-[1080px] rounded-[16px] border border-line bg-panel shadow-card outline-none focus-within:border-brand/60"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {calling !== null && (
          <Suspense>
            <MentionPicker
              ref={picker}
              conversation={conversation}
              begun={calling.begun}
              onPick={complete}
              onClose={close}
              onActive={setActiveId}
            />
          </Suspense>
        )}
        <ComposerMode replyTo={replyTo} editing={editing} onCancel={onDone} />
        <div className="flex items-end gap-1 p-1.5">
          {editing === null && (
            <Attaching
              conversationId={id}
              name={titleOf(conversation, t)}
              replySeq={replyTo?.seq ?? null}
              words={draft}
              onSent={() => {
                setDraft('')
                onSent()
                onDone()
              }}
            />
          )}
          <textarea
            ref={box}
            rows={1}
            dir="auto"
            value={text}
            aria-label={t('chat.write', { name: titleOf(conversation, t) })}
            aria-activedescendant={activeId ?? undefined}
            placeholder={t('chat.write', { name: titleOf(conversation, t) })}
            maxLength={16_000}
            onChange={(event) => {
              setText(event.target.value)
              if (editing === null) {
                messenger.typing(id)
              }
            }}
            onSelect={look}
            onBlur={close}
            onKeyDown={onKeyDown}
            className="min-h-9.5 min-w-0 flex-1 resize-none overflow-y-auto bg-transparent px-2.5 py-2 leading-[22px] outline-none placeholder:truncate placeholder:text-faint"
          />
          <SendButton editing={editing !== null} disabled={!canSend} />
        </div>
      </form>
    </div>
  )
}
