import { Agent, request as httpRequest } from 'node:http'
import { Agent as SecureAgent, request as httpsRequest } from 'node:https'
import { PusherServerError } from './error.ts'
import { settings, type Settings } from './settings.ts'
import { signedQuery } from './sign.ts'

const RETRIES = 2
const FIRST_PAUSE_MILLIS = 100
const LONGEST_PAUSE_MILLIS = 5_000
const MOST_ANSWER_BYTES = 16 << 20

/** Idle connections end before servers end theirs, which would lose what is sent at that moment. */
const KEPT = { keepAlive: true, timeout: 30_000 }
const agents = { plain: new Agent(KEPT), secure: new SecureAgent(KEPT) }

interface Call {
  method: 'GET' | 'POST'
  /** Behind the app's. */
  path: string
  parameters?: Record<string, string>
  body?: string
  /** Whether it does the same if it is carried out twice. */
  isRepeatable: boolean
}

interface Answer {
  status: number
  text: string
  retryAfter: string | undefined
}

const attempt = (to: Settings, call: Call): Promise<Answer> => {
  const path = `/apps/${to.appId}${call.path}`
  const body = call.body ?? ''
  const query = signedQuery({
    key: to.key,
    secret: to.secret,
    method: call.method,
    path,
    parameters: call.parameters ?? {},
    body,
    seconds: Math.floor(Date.now() / 1000),
  })
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }
  const options = { host: to.host, port: to.port, method: call.method, path: `${path}?${query}`, headers }
  const signal = AbortSignal.timeout(to.timeoutMillis)
  return new Promise((resolve, reject) => {
    const asked = to.isSecure
      ? httpsRequest({ ...options, agent: agents.secure, signal })
      : httpRequest({ ...options, agent: agents.plain, signal })
    asked.on('error', reject)
    asked.on('response', (answer) => {
      const parts: Buffer[] = []
      let bytes = 0
      answer.on('error', reject)
      answer.on('data', (part: Buffer) => {
        bytes += part.length
        if (bytes > MOST_ANSWER_BYTES) {
          answer.destroy(new Error(`an answer of more than ${MOST_ANSWER_BYTES} bytes`))
        } else {
          parts.push(part)
        }
      })
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(parts).toString('utf8'),
          retryAfter: answer.headers['retry-after'],
        }),
      )
    })
    asked.end(body)
  })
}

const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

const wasNeverSent = (error: unknown): boolean =>
  error instanceof Error && NEVER_SENT.has(String((error as NodeJS.ErrnoException).code))

const pause = (count: number, retryAfter: string | undefined): Promise<void> => {
  const most = FIRST_PAUSE_MILLIS * 2 ** count
  const asked = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : 0
  const millis = Math.min(Math.max(asked, most / 2 + (Math.random() * most) / 2), LONGEST_PAUSE_MILLIS)
  return new Promise((resolve) => setTimeout(resolve, millis))
}

/** Whether to ask again: questions after what may pass, orders only if the server did nothing and says come again. */
const isWorthIt = ({ status, retryAfter }: Answer, isRepeatable: boolean): boolean =>
  isRepeatable ? status === 429 || status >= 500 : (status === 429 || status === 503) && retryAfter !== undefined

/** Makes a signed call over a connection that is kept, and again where that does nothing twice. */
export const call = async (given: Call): Promise<string> => {
  const to = settings()
  for (let count = 0; ; count++) {
    const isLast = count >= RETRIES
    let answer: Answer
    try {
      answer = await attempt(to, given)
    } catch (error) {
      const mayHaveArrived = !wasNeverSent(error)
      if (isLast || (mayHaveArrived && !given.isRepeatable)) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new PusherServerError('unreachable', `${to.host}:${to.port} does not answer: ${reason}`, {
          mayHaveArrived,
          cause: error,
        })
      }
      await pause(count, undefined)
      continue
    }
    const { status, text: body } = answer
    if (status === 200) {
      return body
    }
    if (isLast || !isWorthIt(answer, given.isRepeatable)) {
      throw new PusherServerError('refused', `the server answered ${status}: ${body.slice(0, 300)}`, { status, body })
    }
    await pause(count, answer.retryAfter)
  }
}
