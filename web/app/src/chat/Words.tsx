import { type Message, type Person, personOf, type State } from '@parley/sync'
import { memo, useMemo, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { isLargeEmoji } from '../lib/look'
import { Highlighted } from '../search/Highlighted'
import { highlightsOf } from '../search/highlights'
import { useChat } from './ChatContext'
import { type Token, tokensOf } from './tokens'

const FOLD_CHARS = 1_600
const FOLD_LINES = 24
const EVERYBODY = ['all', '所有人']

const isLong = (text: string): boolean =>
  text.length > FOLD_CHARS || text.split('\n', FOLD_LINES + 1).length > FOLD_LINES

/** The text of a message: links, code, names that are called, large emoji; very long ones are folded. */
export const Words = memo(function Words({ text, message }: { text: string; message: Message | null }) {
  const { t } = useTranslation()
  const { found } = useChat()
  const long = useMemo(() => isLong(text), [text])
  const [open, setOpen] = useState(false)
  const tokens = useMemo(() => tokensOf(text), [text])
  const size = isLargeEmoji(text) ? 'text-[38px]! leading-tight' : ''
  return (
    <>
      <span dir="auto" className={`prose-message ${size} ${long && !open ? 'line-clamp-[12]' : ''}`}>
        {tokens.map((token, i) => (
          <Piece key={i} token={token} message={message} found={found} />
        ))}
      </span>
      {long && (
        <button
          type="button"
          aria-expanded={open}
          className="mt-1 block h-6 text-sm font-medium text-brand"
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'common.showLess' : 'common.showMore')}
        </button>
      )}
    </>
  )
})

interface PieceProps {
  token: Token
  message: Message | null
  found: readonly string[]
}

const Piece = ({ token, message, found }: PieceProps) => {
  const words = <Highlighted text={token.text} highlights={highlightsOf(token.text, found)} />
  switch (token.type) {
    case 'link':
      return (
        <a
          href={token.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="text-current underline decoration-brand decoration-1 underline-offset-2"
        >
          {words}
        </a>
      )
    case 'code':
      return <code className="rounded-[5px] bg-text/8 px-1 py-0.5 font-mono text-[0.92em]">{words}</code>
    case 'block':
      return (
        <code className="my-1 block overflow-x-auto whitespace-pre rounded-chip bg-text/8 px-3 py-2 font-mono text-sm">
          {words}
        </code>
      )
    case 'call':
      return <Call text={token.text} name={token.name} message={message} />
    case 'text':
      return words
  }
}

/**
 * Whom a name calls. What a message tells of it is right; an own one that was just sent does not tell yet, and then
 * it is whoever has that name.
 */
const calledIn = (state: State, message: Message | null, name: string): string | undefined => {
  const isName = (person: Person | undefined): boolean => person?.username.toLowerCase() === name
  const called = message?.mentions.find((id) => isName(personOf(state, id)))
  return called ?? (message?.sender_id === state.me.id ? [...state.people.values()].find(isName)?.id : undefined)
}

/** A name that is called; plain words if it is nobody's. */
const Call = ({ text, name, message }: { text: string; name: string; message: Message | null }) => {
  const { ask } = useChat()
  const userId = useMessages((state) => calledIn(state, message, name))
  const isMe = useMessages((state) => state.me.id === userId)
  if (userId === undefined) {
    const all = message?.mentions_all === true && EVERYBODY.includes(name)
    return all ? <strong className="font-semibold">{text}</strong> : text
  }
  return (
    <button
      type="button"
      onClick={() => ask({ type: 'person', userId })}
      className={`rounded-[5px] px-0.5 font-semibold underline decoration-brand decoration-1 underline-offset-2 ${isMe ? 'bg-brand/15' : ''}`}
    >
      {text}
    </button>
  )
}
