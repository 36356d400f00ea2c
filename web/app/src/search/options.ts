import type { Conversation } from '@parley/sync'
import type { Found, FoundMessage, FoundPerson, FoundPlace } from './useSearch'
import { highlightsOf, type Highlight } from './highlights'

/** One line of what was found. */
export type Option =
  | { readonly type: 'chat'; readonly key: string; readonly conversation: Conversation; readonly marks: Highlight[] }
  | { readonly type: 'person'; readonly key: string; readonly found: FoundPerson }
  | {
      readonly type: 'message'
      readonly key: string
      readonly found: FoundMessage
      readonly place: FoundPlace | undefined
    }

const MOST_CHATS = 6

/**
 * What is shown, in its order: conversations by name, people without a conversation, messages.
 *
 * @param chats the reader's conversations, in the list's order, with their names
 * @param words what names are looked through for; empty for no names
 */
export const optionsOf = (
  chats: readonly { conversation: Conversation; title: string }[],
  words: string,
  found: Found,
): Option[] => {
  const groups = new Set(found.groups.map((one) => one.conversation.id))
  const named = chats.filter(
    ({ conversation, title }) =>
      words !== '' &&
      (title.toLowerCase().includes(words) ||
        conversation.peer?.username.toLowerCase().includes(words) === true ||
        groups.has(conversation.id)),
  )
  const shown = new Set(named.flatMap(({ conversation }) => conversation.peer?.id ?? []))
  const places = new Map(found.places.map((one) => [one.id, one]))
  return [
    ...named.slice(0, MOST_CHATS).map(({ conversation, title }): Option => ({
      type: 'chat',
      key: `chat-${conversation.id}`,
      conversation,
      marks: highlightsOf(title, [words]),
    })),
    ...found.persons
      .filter((one) => !shown.has(one.person.id))
      .map((one): Option => ({ type: 'person', key: `person-${one.person.id}`, found: one })),
    ...found.messages.map((one): Option => ({
      type: 'message',
      key: `message-${one.id}`,
      found: one,
      place: places.get(one.conversation_id),
    })),
  ]
}
