import { wordsOf } from './words'

/** What the server pushes; its words are there only if they may be shown. */
export interface Push {
  kind: 'message' | 'recalled' | 'test'
  locale: string
  conversation?: string
  silent: boolean
  unread: number
  badge: number
  at: string
  /** Of a group; empty for a direct conversation. */
  title?: string
  sender?: string
  message_kind?: string
  text?: string
}

/** Said to the service worker by the page that tells. */
export type Telling = { kind: 'show'; push: Push } | { kind: 'close'; conversation: string }

/** Said to a page that is to show something. */
export interface Opening {
  kind: 'open'
  path: string
}

export interface Note {
  title: string
  options: NotificationOptions & { renotify?: boolean; timestamp?: number }
}

/** One notification for a conversation: the next one takes its place. */
export const tagOf = (conversation: string): string => `conversation-${conversation}`

export const pathOf = (conversation: string): string => `/c/${conversation}`

const said = ({ locale, message_kind: kind, text = '' }: Push): string => {
  const words = wordsOf(locale)
  if (text !== '' && kind !== 'system') {
    return text
  }
  return kind === 'image' ? words.image : kind === 'file' ? words.file : words.message
}

const bodyOf = (push: Push): string => {
  const words = wordsOf(push.locale)
  if (push.kind !== 'message') {
    return push.kind === 'test' ? words.test : words.recalled
  }
  if (push.sender === undefined) {
    return push.unread > 1 ? words.more(push.unread) : words.message
  }
  const line = push.title ? `${push.sender}: ${said(push)}` : said(push)
  return push.unread > 1 ? `${line}\n${words.more(push.unread)}` : line
}

/** A push as people see it. */
export const noteOf = (push: Push): Note => {
  const { conversation } = push
  return {
    title: push.title || push.sender || 'Parley',
    options: {
      body: bodyOf(push),
      tag: conversation === undefined ? 'test' : tagOf(conversation),
      lang: push.locale,
      data: { path: conversation === undefined ? '/settings' : pathOf(conversation) },
      silent: push.silent,
      renotify: !push.silent,
      timestamp: Date.parse(push.at),
    },
  }
}
