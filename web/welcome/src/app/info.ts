/** What the server tells about the app that this page talks to. */
export interface AppInfo {
  readonly appId: string
  readonly key: string
  readonly host: string
  readonly port: number
  readonly tls: boolean
  readonly pathPrefix: string
  readonly cluster: string
  readonly publish: boolean
  readonly channel: string
}

/** An answer that is not an `AppInfo`; the message names the field. */
export class UnreadableAppInfo extends Error {}

const HOST = /^(\[[0-9a-fA-F:.]+\]|[0-9a-fA-F:]*:[0-9a-fA-F:.]*|[\p{L}\p{N}._-]+)$/u
const IDENTIFIER = /^[A-Za-z0-9_-]{1,64}$/
const PREFIX = /^(\/[A-Za-z0-9._~-]+)*$/

/**
 * Reads the answer of `GET /quickstart/app`.
 * @throws UnreadableAppInfo when a field is missing or is not what it should be
 */
export function parseAppInfo(value: unknown): AppInfo {
  if (typeof value !== 'object' || value === null) {
    throw new UnreadableAppInfo('expected an object')
  }
  const fields = value as Record<string, unknown>
  return {
    appId: text(fields, 'appId', IDENTIFIER),
    key: text(fields, 'key', IDENTIFIER),
    host: text(fields, 'host', HOST),
    port: port(fields['port']),
    tls: flag(fields, 'tls'),
    pathPrefix: text(fields, 'pathPrefix', PREFIX),
    cluster: text(fields, 'cluster', IDENTIFIER),
    publish: flag(fields, 'publish'),
    channel: text(fields, 'channel', /^[A-Za-z0-9_\-=@,.;]{1,200}$/),
  }
}

function text(fields: Record<string, unknown>, name: string, shape: RegExp): string {
  const value = fields[name]
  if (typeof value !== 'string' || !shape.test(value)) {
    throw new UnreadableAppInfo(name)
  }
  return value
}

function flag(fields: Record<string, unknown>, name: string): boolean {
  const value = fields[name]
  if (typeof value !== 'boolean') {
    throw new UnreadableAppInfo(name)
  }
  return value
}

function port(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 65_535) {
    throw new UnreadableAppInfo('port')
  }
  return value
}
