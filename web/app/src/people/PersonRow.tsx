import type { Person } from '@parley/sync'
import type { ReactNode } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { personName } from '../lib/names'
import { Avatar } from '../ui/Avatar'

/** Somebody in a list. */
export const PersonRow = ({ person, children, size = 40 }: { person: Person; children?: ReactNode; size?: number }) => {
  const { t } = useTranslation()
  const online = useMessages((state) => state.presence.get(person.id)?.online ?? false)
  const name = personName(person, t)
  return (
    <span className="flex w-full min-w-0 items-center gap-3">
      <Avatar id={person.id} name={name} size={size} online={online} picture={person.avatar_id ?? null} />
      <span className="grid min-w-0 flex-1 text-left leading-5">
        <bdi className="truncate font-medium">{name}</bdi>
        <span className="truncate text-sm text-muted">@{person.username}</span>
      </span>
      {children}
    </span>
  )
}
