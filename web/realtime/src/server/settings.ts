import process from 'node:process'
import { illegal } from './error.ts'

/** Which app of which server. What is not given is read from the environment. */
export interface PusherServerSettings {
  /** `PUSHER_APP_ID` */
  appId?: string
  /** `PUSHER_KEY` */
  key?: string
  /** `PUSHER_SECRET` */
  secret?: string
  /** `PUSHER_CLUSTER`: one of the hosted service; of no effect where a host is set. */
  cluster?: string
  /** `PUSHER_HOST`; without it the hosted service. */
  host?: string
  /** `PUSHER_PORT`; without it 443, or 80 for http. */
  port?: number
  /** `PUSHER_SCHEME`; without it https. */
  scheme?: 'http' | 'https'
  /** The 32 bytes behind all encrypted channels, in base 64. */
  encryptionMasterKeyBase64?: string
  /** For each attempt, answer included. Default: 10,000. */
  timeoutMillis?: number
}

export interface Settings {
  appId: string
  key: string
  secret: string
  host: string
  port: number
  isSecure: boolean
  masterKey: Uint8Array | null
  timeoutMillis: number
}

const needed = (value: string | undefined, name: string): string => {
  if (!value) {
    throw illegal(name, 'is missing; set it in the environment, or call configurePusherServer()')
  }
  return value
}

const portOf = (value: number | string | undefined, isSecure: boolean): number => {
  const port = value === undefined || value === '' ? (isSecure ? 443 : 80) : Number(value)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw illegal('PUSHER_PORT', 'a number from 1 to 65535')
  }
  return port
}

const masterKeyOf = (text: string | undefined): Uint8Array | null => {
  if (text === undefined) {
    return null
  }
  const key = Buffer.from(text, 'base64')
  if (key.length !== 32) {
    throw illegal('encryptionMasterKeyBase64', '32 bytes in base 64')
  }
  return key
}

const read = (given: PusherServerSettings): Settings => {
  const { env } = process
  const scheme = given.scheme ?? (env['PUSHER_SCHEME'] || 'https')
  if (scheme !== 'http' && scheme !== 'https') {
    throw illegal('PUSHER_SCHEME', 'http or https')
  }
  const appId = needed(given.appId ?? env['PUSHER_APP_ID'], 'PUSHER_APP_ID')
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(appId)) {
    throw illegal('PUSHER_APP_ID', '1 to 64 letters, digits, - or _')
  }
  const cluster = given.cluster ?? env['PUSHER_CLUSTER']
  const hosted = cluster ? `api-${cluster}.pusher.com` : 'api.pusherapp.com'
  const isSecure = scheme === 'https'
  return {
    appId,
    key: needed(given.key ?? env['PUSHER_KEY'], 'PUSHER_KEY'),
    secret: needed(given.secret ?? env['PUSHER_SECRET'], 'PUSHER_SECRET'),
    host: given.host ?? (env['PUSHER_HOST'] || hosted),
    port: portOf(given.port ?? env['PUSHER_PORT'], isSecure),
    isSecure,
    masterKey: masterKeyOf(given.encryptionMasterKeyBase64),
    timeoutMillis: given.timeoutMillis ?? 10_000,
  }
}

let current: Settings | null = null

/** Says which app of which server, where the environment does not. May be called again. */
export const configurePusherServer = (given: PusherServerSettings = {}): void => {
  current = read(given)
}

/** What was configured, or what the environment says when it is first asked. */
export const settings = (): Settings => (current ??= read({}))
