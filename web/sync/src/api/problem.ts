/** A field of the request that the server refused, and what it expected. */
export interface FieldProblem {
  field: string
  detail: string
}

/** An answer of the server that is not a success, by its stable code. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly fields: readonly FieldProblem[]
  readonly retryAfterMs: number | null

  constructor(
    status: number,
    code: string,
    detail: string,
    fields: readonly FieldProblem[],
    retryAfterMs: number | null,
  ) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.fields = fields
    this.retryAfterMs = retryAfterMs
  }

  /** Whether the same request may succeed later. */
  get isPassing(): boolean {
    return this.status === 429 || this.status >= 500 || this.status === 401
  }
}

/** Whether the code is of that problem. */
export const isProblem = (error: unknown, code: string): boolean => error instanceof Problem && error.code === code

/** Whether an error means that the server was not reached, or cannot answer now. */
export const isPassing = (error: unknown): boolean => !(error instanceof Problem) || error.isPassing

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const fieldsOf = (value: unknown): FieldProblem[] =>
  Array.isArray(value)
    ? value.filter(isRecord).map((one) => ({ field: text(one['field']), detail: text(one['detail']) }))
    : []

/** Of a body that ought to be an RFC 9457 problem; proxies send others. */
export const problemOf = (response: Response, body: unknown): Problem => {
  const tree = isRecord(body) ? body : {}
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return new Problem(
    response.status,
    text(tree['code']) || `http-${response.status}`,
    text(tree['detail']) || response.statusText,
    fieldsOf(tree['errors']),
    Number.isFinite(seconds) ? seconds * 1000 : null,
  )
}
