import { type Conversation, personOf, type Person, type State, type SystemNote } from '@parley/sync'
import type { TFunction } from 'i18next'

export const personName = (person: Person | undefined, t: TFunction): string =>
  person === undefined ? '…' : person.deleted ? t('common.deletedAccount') : person.display_name || person.username

export const nameOf = (state: State, userId: string, t: TFunction): string => personName(personOf(state, userId), t)

export const titleOf = (conversation: Conversation, t: TFunction): string =>
  conversation.kind === 'direct' ? personName(conversation.peer ?? undefined, t) : (conversation.title ?? '')

/** The id that the colour is chosen by: of a person their own, so that they look the same everywhere. */
export const lookId = (conversation: Conversation): string => conversation.peer?.id ?? conversation.id

const list = (language: string, names: readonly string[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names)

/** What a system message tells. */
export const noteText = (
  state: State,
  note: SystemNote | null | undefined,
  senderId: string,
  t: TFunction,
  language: string,
): string => {
  const who = senderId === state.me.id ? t('common.you') : nameOf(state, senderId, t)
  const whom = list(
    language,
    (note?.user_ids ?? []).map((id) => (id === state.me.id ? t('common.you') : nameOf(state, id, t))),
  )
  const title = note?.title ?? ''
  switch (note?.type) {
    case 'created':
    case 'renamed':
    case 'avatar-changed':
    case 'added':
    case 'joined':
    case 'left':
    case 'removed':
    case 'owner-changed':
      return t(`system.${note.type}`, { who, whom, title })
    case 'role-changed':
      return t(note.role === 'admin' ? 'system.role-changed-admin' : 'system.role-changed-member', { who, whom })
    default:
      return t('system.other', { who })
  }
}
