import type { Message } from '@parley/sync'
import { createContext, useContext } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { nameOf } from '../lib/names'
import { Avatar } from '../ui/Avatar'
import { useChat } from './ChatContext'

const MOST_FACES = 3

/** Who has seen up to which of the reader's own messages. */
export const SeenContext = createContext<ReadonlyMap<number, readonly string[]>>(new Map())

/** Below an own message of a group: the faces of those who have seen up to here. */
export const SeenBy = ({ message }: { message: Message }) => {
  const { t } = useTranslation()
  const { ask } = useChat()
  const readers = useContext(SeenContext).get(message.seq)
  if (readers === undefined) {
    return null
  }
  return (
    <button
      type="button"
      aria-label={t('seen.by', { count: readers.length })}
      title={t('seen.by', { count: readers.length })}
      onClick={(event) => {
        event.stopPropagation()
        ask({ type: 'seen', message })
      }}
      className="tnum mt-0.5 flex h-6 animate-fade items-center rounded-full pl-1 pr-0.5 text-[11px] text-faint"
    >
      {readers.slice(0, MOST_FACES).map((id) => (
        <Face key={id} id={id} />
      ))}
      {readers.length > MOST_FACES && <span className="ml-1">+{readers.length - MOST_FACES}</span>}
    </button>
  )
}

const Face = ({ id }: { id: string }) => {
  const { t } = useTranslation()
  const name = useMessages((state) => nameOf(state, id, t))
  return (
    <span className="-ml-1 rounded-full ring-2 ring-bg">
      <Avatar id={id} name={name} size={17} />
    </span>
  )
}
