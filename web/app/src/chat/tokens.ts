/** A piece of a message's text. */
export type Token =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'block'; readonly text: string }
  /** Somebody is called; whether that name is anybody's is not known here. */
  | { readonly type: 'call'; readonly text: string; readonly name: string }

const PIECES =
  /```\n?([\s\S]+?)\n?```|`([^`\n]+)`|(https?:\/\/[^\s<>"'`\u3000-\u303f\uff00-\uffef]+)|(?<![\w.@])@(所有人|\w(?:[\w.]{0,30}\w)?)/giu
const TRAILING = /[.,;:!?)\]}]+$/u

/** The address of a link, if it is one that may be opened. */
const safe = (text: string): string | null => {
  try {
    const url = new URL(text)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}

const linked = (text: string): Token[] => {
  const balanced = text.includes('(') && text.endsWith(')')
  const tail = balanced ? '' : (TRAILING.exec(text)?.[0] ?? '')
  const address = text.slice(0, text.length - tail.length)
  const href = safe(address)
  if (href === null) {
    return [{ type: 'text', text }]
  }
  const link: Token = { type: 'link', text: address, href }
  return tail === '' ? [link] : [link, { type: 'text', text: tail }]
}

/** Cuts a text into pieces. Put together again, the words are the same; nothing is ever taken for markup. */
export const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = []
  let at = 0
  for (const found of text.matchAll(PIECES)) {
    if (found.index > at) {
      tokens.push({ type: 'text', text: text.slice(at, found.index) })
    }
    const [whole, block, code, link, name] = found
    if (block !== undefined) {
      tokens.push({ type: 'block', text: block })
    } else if (code !== undefined) {
      tokens.push({ type: 'code', text: code })
    } else if (link !== undefined) {
      tokens.push(...linked(link))
    } else if (name !== undefined) {
      tokens.push({ type: 'call', text: whole, name: name.toLowerCase() })
    }
    at = found.index + whole.length
  }
  if (at < text.length) {
    tokens.push({ type: 'text', text: text.slice(at) })
  }
  return tokens
}
