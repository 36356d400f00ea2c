const LEGAL = /^[-A-Za-z0-9_=@,.;]+$/
/** What every server takes. */
const MOST = 164

/** Throws if a text cannot name a channel. */
export const checkChannelName = (name: string, most = MOST): string => {
  if (typeof name !== 'string' || !LEGAL.test(name) || name.length > most) {
    throw new TypeError(
      `"${name}" is no channel name: up to ${most} letters, digits and any of - _ = @ , . ; are allowed`,
    )
  }
  return name
}

const made = (prefix: string, rest: string): string => checkChannelName(rest === '' ? rest : prefix + rest)

/** The name of a channel that everybody may hear. */
export const createPublicChannelName = (name: string): string => made('public-', name)

/** The name of a channel that needs a signature, such as that of one user. */
export const createPrivateChannelName = (id: string): string => made('private-', id)

/** The name of a channel whose members see each other. */
export const createPresenceChannelName = (name: string): string => made('presence-', name)
