import { createHash, createHmac } from 'node:crypto'

/** In lower-case hex, as all signatures of the protocol are. */
export const hmac = (secret: string, text: string | Uint8Array): string =>
  createHmac('sha256', secret).update(text).digest('hex')

interface Request {
  key: string
  secret: string
  method: string
  /** From `/apps` on. */
  path: string
  parameters: Record<string, string>
  body: string
  seconds: number
}

/** The whole query of a request of the HTTP API. */
export const signedQuery = ({ key, secret, method, path, parameters, body, seconds }: Request): string => {
  const words: Record<string, string> = {
    ...parameters,
    auth_key: key,
    auth_timestamp: String(seconds),
    auth_version: '1.0',
    ...(body === '' ? {} : { body_md5: createHash('md5').update(body).digest('hex') }),
  }
  const names = Object.keys(words).sort()
  const raw = names.map((name) => `${name}=${words[name] ?? ''}`).join('&')
  const encoded = names.map((name) => `${name}=${encodeURIComponent(words[name] ?? '')}`).join('&')
  return `${encoded}&auth_signature=${hmac(secret, [method, path, raw].join('\n'))}`
}
