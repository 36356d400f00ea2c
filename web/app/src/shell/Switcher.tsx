import { inOrder } from '@parley/sync'
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { lookId, titleOf } from '../lib/names'
import { Avatar } from '../ui/Avatar'
import { Dialog } from '../ui/Dialog'

const MOST = 8

/** To a conversation by a few letters of its name. */
const Switcher = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  return (
    <Dialog title={t('switcher.title')} onClose={onClose}>
      <Choices onDone={onClose} />
    </Dialog>
  )
}

const Choices = ({ onDone }: { onDone: () => void }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const conversations = useMessages((state) => state.conversations)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const found = useMemo(() => {
    const words = query.trim().toLowerCase()
    return inOrder(conversations)
      .filter((one) => titleOf(one, t).toLowerCase().includes(words) || one.peer?.username.includes(words))
      .slice(0, MOST)
  }, [conversations, query, t])
  const go = (id: string | undefined): void => {
    if (id !== undefined) {
      onDone()
      void navigate({ to: '/c/$id', params: { id } })
    }
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setAt((at + step + found.length) % Math.max(1, found.length))
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      go(found[at]?.id)
    }
  }
  return (
    <>
      <div className="mb-2 flex h-11 items-center gap-2.5 rounded-box bg-sunken px-3 text-muted focus-within:ring-2 focus-within:ring-brand">
        <Search size={18} strokeWidth={1.8} aria-hidden="true" />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls="switcher-list"
          aria-activedescendant={found[at] && `switch-${found[at].id}`}
          aria-label={t('switcher.placeholder')}
          placeholder={t('switcher.placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          className="min-w-0 flex-1 bg-transparent text-text outline-none placeholder:text-faint"
        />
      </div>
      <ul id="switcher-list" role="listbox" aria-label={t('list.label')} className="m-0 list-none p-0">
        {found.map((one, i) => (
          <li
            key={one.id}
            id={`switch-${one.id}`}
            role="option"
            aria-selected={i === at}
            onMouseEnter={() => setAt(i)}
            onClick={() => go(one.id)}
            className="flex cursor-pointer items-center gap-3 rounded-box p-2 aria-selected:bg-hover"
          >
            <Avatar id={lookId(one)} name={titleOf(one, t)} size={32} group={one.kind === 'group'} />
            <bdi className="truncate font-medium">{titleOf(one, t)}</bdi>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="m-0 p-3 text-center text-muted">{t('switcher.nothing')}</p>}
    </>
  )
}

export default Switcher
