import type {
  Account,
  Conversation,
  MediaFile,
  NotifySettings,
  Person,
  PresenceUser,
  PrivacySettings,
} from '../api/types'
import type { Link } from '../realtime/realtime'
import type { Log } from './log'

/** A file that somebody has picked, as far as this device can tell what it is. */
export interface Picked {
  readonly name: string
  readonly type: string
  readonly kind: 'image' | 'video' | 'audio' | 'file'
  readonly size: number
  /** Of an image, upright. */
  readonly width: number | null
  readonly height: number | null
}

/** The file of a message on its way. Its bytes stay on this device until the message is sent. */
export interface PendingFile extends Picked {
  /** Its id once the server has all of it, and then what the server found in it. */
  readonly id: string | null
  readonly placeholder: string | null
  /** Of an upload that has begun and can go on. */
  readonly uploadId: string | null
  /** How many bytes of it have arrived. */
  readonly sent: number
}

/** A file of which nothing has been sent. */
export const pendingFileOf = (picked: Picked): PendingFile => ({
  ...picked,
  id: null,
  placeholder: null,
  uploadId: null,
  sent: 0,
})

/** The server's word for a file that it has. */
export const arrivedFile = (file: PendingFile, held: MediaFile): PendingFile => ({
  ...file,
  id: held.id,
  name: held.name,
  type: held.type,
  kind: held.kind === 'image' || held.kind === 'video' || held.kind === 'audio' ? held.kind : 'file',
  size: held.size,
  width: held.width ?? null,
  height: held.height ?? null,
  placeholder: held.placeholder ?? null,
  sent: file.size,
})

/** A message on its way to the server. */
export interface Pending {
  readonly clientMsgId: string
  readonly conversationId: string
  readonly text: string
  readonly file: PendingFile | null
  readonly replySeq: number | null
  readonly createdAt: string
  /** Its number, once the server has answered and the log does not hold it yet. */
  readonly seq: number | null
  /** Why the server refused it; null while it waits. */
  readonly failed: string | null
}

/** A message that was written just now. */
export const pendingOf = (
  conversationId: string,
  text: string,
  replySeq: number | null,
  clientMsgId: string,
  file: PendingFile | null = null,
): Pending => ({
  clientMsgId,
  conversationId,
  text,
  file,
  replySeq,
  createdAt: new Date().toISOString(),
  seq: null,
  failed: null,
})

/** How far one member is. */
export interface Place {
  readonly readSeq: number
  readonly deliveredSeq: number
  readonly readAt: string | null
}

export interface Typist {
  readonly userId: string
  readonly until: number
}

/** Everything that the screen shows. Never changed in place: what did not change stays the same object. */
export interface State {
  /** Whether anything is known: from the local copy or from the server. */
  readonly ready: boolean
  readonly link: Link
  /** Whether it is catching up with the server. */
  readonly syncing: boolean
  readonly me: Account
  readonly conversations: ReadonlyMap<string, Conversation>
  readonly people: ReadonlyMap<string, Person>
  readonly presence: ReadonlyMap<string, PresenceUser>
  readonly logs: ReadonlyMap<string, Log>
  readonly pending: ReadonlyMap<string, readonly Pending[]>
  readonly places: ReadonlyMap<string, ReadonlyMap<string, Place>>
  readonly typing: ReadonlyMap<string, readonly Typist[]>
  /** What the reader wants to be told of; null until the server has said so. */
  readonly notify: NotifySettings | null
  /** What the reader shows of oneself; null until the server has said so. */
  readonly privacy: PrivacySettings | null
  /** Moves when contacts or blocks changed. */
  readonly contactsVersion: number
}

export const emptyState = (me: Account): State => ({
  ready: false,
  link: 'connecting',
  syncing: true,
  me,
  conversations: new Map(),
  people: new Map(),
  presence: new Map(),
  logs: new Map(),
  pending: new Map(),
  places: new Map(),
  typing: new Map(),
  notify: null,
  privacy: null,
  contactsVersion: 0,
})

/** A copy of a map with one more or another entry; without it for null. */
export const put = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V | null): ReadonlyMap<K, V> => {
  const next = new Map(map)
  if (value === null) {
    next.delete(key)
  } else {
    next.set(key, value)
  }
  return next
}
