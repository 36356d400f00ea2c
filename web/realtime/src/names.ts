const LEGAL = /^[-A-Za-z0-9_=@,.;]+$/
const MOST = 164

const checked = (name: string): string => {
  if (!LEGAL.test(name) || name.length > MOST) {
    throw new TypeError(
      `"${name}" is no channel name: up to ${MOST} letters, digits and any of - _ = @ , . ; are allowed`,
    )
  }
  return name
}

/** The name of a channel that everybody may hear. */
export const createPublicChannelName = (name: string): string => checked(`public-${name}`)

/** The name of a channel that needs a signature, such as that of one user. */
export const createPrivateChannelName = (id: string): string => checked(`private-${id}`)
