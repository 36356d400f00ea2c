import { type Conversation, inOrder, type Person } from '@parley/sync'

/** Somebody, or a group, that a message can be handed on to. */
export interface Receiver {
  readonly key: string
  /** By which the colour is chosen; of a person their own. */
  readonly id: string
  readonly title: string
  readonly username: string
  readonly group: boolean
  /** Null for a person whom no conversation is held with yet. */
  readonly conversationId: string | null
}

/** Conversations first, in the list's order, then people without one. */
export const receiversOf = (
  conversations: ReadonlyMap<string, Conversation>,
  contacts: readonly Person[],
  titleOf: (conversation: Conversation) => string,
): Receiver[] => {
  const open = inOrder(conversations).filter((one) => !one.read_only && one.peer?.deleted !== true)
  const peers = new Set(open.flatMap((one) => one.peer?.id ?? []))
  return [
    ...open.map((one) => ({
      key: `c${one.id}`,
      id: one.peer?.id ?? one.id,
      title: titleOf(one),
      username: one.peer?.username ?? '',
      group: one.kind === 'group',
      conversationId: one.id,
    })),
    ...contacts
      .filter((one) => !peers.has(one.id))
      .map((one) => ({
        key: `p${one.id}`,
        id: one.id,
        title: one.display_name || one.username,
        username: one.username,
        group: false,
        conversationId: null,
      })),
  ]
}
