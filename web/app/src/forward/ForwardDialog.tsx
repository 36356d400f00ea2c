import type { Message } from '@parley/sync'
import { Check } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { titleOf } from '../lib/names'
import { useContacts } from '../people/useContacts'
import { Avatar } from '../ui/Avatar'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { type Receiver, receiversOf } from './receivers'
import { useForward } from './useForward'

const MOST_RECEIVERS = 20

/** Chooses whom messages are handed on to, several at once. */
export const ForwardDialog = ({ messages, onClose }: { messages: readonly Message[]; onClose: () => void }) => {
  const { t } = useTranslation()
  const conversations = useMessages((state) => state.conversations)
  const contacts = useContacts()
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<readonly Receiver[]>([])
  const { forward, busy } = useForward(messages, onClose)
  const all = useMemo(
    () => receiversOf(conversations, contacts, (one) => titleOf(one, t)),
    [conversations, contacts, t],
  )
  const words = query.trim().toLowerCase()
  const shown = all.filter(
    (one) => one.title.toLowerCase().includes(words) || one.username.toLowerCase().includes(words),
  )
  const isChosen = (one: Receiver): boolean => chosen.some((other) => other.key === one.key)
  const toggle = (one: Receiver): void =>
    setChosen(isChosen(one) ? chosen.filter((other) => other.key !== one.key) : [...chosen, one])
  return (
    <Dialog title={t('forward.title', { count: messages.length })} onClose={onClose}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void forward(chosen).then(setChosen)
        }}
      >
        <Field
          label={t('forward.to')}
          value={query}
          autoFocus
          autoComplete="off"
          onChange={(event) => setQuery(event.target.value)}
        />
        <ul className="-mx-2 m-0 h-72 list-none overflow-y-auto p-0" aria-label={t('forward.receivers')}>
          {shown.map((one) => (
            <li key={one.key}>
              <label className="relative flex cursor-pointer items-center gap-3 rounded-box p-2 hover:bg-hover has-[:focus-visible]:bg-hover">
                <input
                  type="checkbox"
                  className="peer sr-only"
                  checked={isChosen(one)}
                  disabled={!isChosen(one) && chosen.length >= MOST_RECEIVERS}
                  onChange={() => toggle(one)}
                />
                <Avatar id={one.id} name={one.title} size={36} group={one.group} />
                <bdi className="min-w-0 flex-1 truncate font-medium">{one.title}</bdi>
                <span
                  aria-hidden="true"
                  className="grid size-5.5 place-items-center rounded-full border-2 border-control text-transparent peer-checked:border-brand peer-checked:bg-brand peer-checked:text-brand-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-brand"
                >
                  <Check size={14} strokeWidth={3} />
                </span>
              </label>
            </li>
          ))}
          {shown.length === 0 && <li className="p-3 text-center text-muted">{t('switcher.nothing')}</li>}
        </ul>
        <Button type="submit" disabled={busy || chosen.length === 0}>
          {chosen.length === 0 ? t('chat.forward') : t('forward.send', { count: chosen.length })}
        </Button>
      </form>
    </Dialog>
  )
}
