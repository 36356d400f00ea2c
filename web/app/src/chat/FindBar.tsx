import type { Conversation } from '@parley/sync'
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import { markedWords } from '../search/highlights'
import { useSearch } from '../search/useSearch'
import { IconButton } from '../ui/IconButton'

interface Props {
  conversation: Conversation
  onJump: (seq: number) => void
  onFound: (words: readonly string[]) => void
  onClose: () => void
}

/** Below the header: looks for words in this conversation, and goes from hit to hit, the newest first. */
const FindBar = ({ conversation, onJump, onFound, onClose }: Props) => {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const found = useSearch({ query, conversationId: conversation.id })
  const hits = [...found.messages].sort((a, b) => b.seq - a.seq)
  const [at, setAt] = useState(0)
  const hit = hits[Math.min(at, hits.length - 1)]
  const words = [...new Set(hits.flatMap((one) => markedWords(one.text, one.highlights)))].join('\n')
  useEffect(() => setAt(0), [query])
  useEffect(() => onFound(words === '' ? [] : words.split('\n')), [words, onFound])
  useEffect(() => () => onFound([]), [onFound])
  useEffect(() => {
    if (hit !== undefined) {
      onJump(hit.seq)
    }
  }, [hit?.seq, onJump])
  const step = (by: 1 | -1): void => {
    if (hits.length > 0) {
      setAt((at + by + hits.length) % hits.length)
      if (by === 1 && at >= hits.length - 2) {
        found.more?.()
      }
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) {
      return
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    } else if (event.key === 'Enter') {
      event.preventDefault()
      step(event.shiftKey ? -1 : 1)
    }
  }
  const count =
    found.error !== null
      ? errorText(found.error)
      : !found.asked || (found.busy && hits.length === 0)
        ? ''
        : hits.length === 0
          ? t('find.nothing')
          : t('find.nth', { n: Math.min(at, hits.length - 1) + 1, count: hits.length, more: found.more ? '+' : '' })
  return (
    <div
      role="search"
      aria-label={t('find.label')}
      className="flex h-12 shrink-0 animate-fade items-center gap-1 border-b border-line bg-panel pl-5 pr-3 max-md:pl-3"
    >
      <Search size={17} strokeWidth={1.8} className="shrink-0 text-muted" aria-hidden="true" />
      <input
        autoFocus
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-label={t('find.label')}
        placeholder={t('find.label')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-9 min-w-0 flex-1 bg-transparent px-2 outline-none placeholder:text-faint"
      />
      <span role="status" className="tnum shrink-0 text-xs text-muted">
        {count}
      </span>
      <IconButton icon={ChevronUp} label={t('find.older')} disabled={hits.length === 0} onClick={() => step(1)} />
      <IconButton icon={ChevronDown} label={t('find.newer')} disabled={hits.length === 0} onClick={() => step(-1)} />
      <IconButton icon={X} label={t('common.close')} onClick={onClose} />
    </div>
  )
}

export default FindBar
