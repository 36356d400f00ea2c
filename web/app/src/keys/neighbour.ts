import type { Conversation } from '@parley/sync'

/**
 * The conversation above or below the open one; from none, the first or the last.
 *
 * @param inOrder as the list shows them
 * @param unreadOnly whether those that are read are passed over; then it begins anew behind the last
 */
export const neighbourOf = (
  inOrder: readonly Conversation[],
  openId: string | null,
  step: 1 | -1,
  unreadOnly: boolean,
): string | null => {
  const at = inOrder.findIndex((one) => one.id === openId)
  const from = at < 0 ? (step === 1 ? -1 : inOrder.length) : at
  if (!unreadOnly) {
    return inOrder[from + step]?.id ?? null
  }
  for (let i = 1; i <= inOrder.length; i++) {
    const one = inOrder[(from + step * i + inOrder.length * 2) % inOrder.length]
    if (one !== undefined && one.id !== openId && (one.unread > 0 || one.me.marked_unread)) {
      return one.id
    }
  }
  return null
}
