import { parseAppInfo, type AppInfo } from '../app/info'

/** Why a request to the server brought nothing. */
export type Failure =
  | { readonly kind: 'unreachable' }
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly detail: string
      readonly retryAfterSeconds: number | null
    }
  | { readonly kind: 'unreadable'; readonly detail: string }

export class RequestFailed extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.kind)
    this.failure = failure
  }
}

const PATIENCE_MILLIS = 10_000

/** @throws RequestFailed */
export async function loadApp(): Promise<AppInfo> {
  const response = await request('/quickstart/app', { headers: { Accept: 'application/json' }, cache: 'no-store' })
  try {
    return parseAppInfo(await response.json())
  } catch (cause) {
    throw new RequestFailed({ kind: 'unreadable', detail: cause instanceof Error ? cause.message : '' })
  }
}

/**
 * Publishes one event on the quick start's channel.
 * @throws RequestFailed
 */
export async function publishText(text: string): Promise<void> {
  await request('/quickstart/events', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json, application/problem+json' },
    body: JSON.stringify({ text }),
  })
}

async function request(path: string, options: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE_MILLIS) })
  } catch {
    throw new RequestFailed({ kind: 'unreachable' })
  }
  if (!response.ok) {
    throw new RequestFailed(await readRefusal(response))
  }
  return response
}

/** Reads a problem document (RFC 9457); whatever else stands there counts as no detail. */
export async function readRefusal(response: Response): Promise<Failure> {
  let detail = ''
  try {
    const body: unknown = await response.json()
    if (typeof body === 'object' && body !== null) {
      const { detail: long, title: short } = body as Record<string, unknown>
      detail = typeof long === 'string' ? long : typeof short === 'string' ? short : ''
    }
  } catch {
    // A proxy's HTML page, or nothing: the status has to do.
  }
  return { kind: 'refused', status: response.status, detail, retryAfterSeconds: retryAfter(response.headers) }
}

function retryAfter(headers: Headers): number | null {
  const seconds = Number(headers.get('Retry-After') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null
}
