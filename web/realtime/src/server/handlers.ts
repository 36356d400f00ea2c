import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerChannel, answerUser, type AuthAnswer, type PusherAuthOptions } from './auth.ts'

/** What clients send is far shorter. */
const MOST_BYTES = 4_096

type Answering = <R>(options: PusherAuthOptions<R>, request: R, body: string) => Promise<AuthAnswer>

const HEADERS = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }

const TOO_LARGE: AuthAnswer = { status: 413, body: `{"error":"at most ${MOST_BYTES} bytes"}` }
const WRONG_METHOD: AuthAnswer = { status: 405, body: '{"error":"POST a form"}' }
const FAILED: AuthAnswer = { status: 500, body: '{"error":"the server failed"}' }

/** Reads a body; null if it is too long. */
const read = async (parts: AsyncIterable<Uint8Array>): Promise<string | null> => {
  const read: Uint8Array[] = []
  let bytes = 0
  for await (const part of parts) {
    bytes += part.length
    if (bytes > MOST_BYTES) {
      return null
    }
    read.push(part)
  }
  return Buffer.concat(read).toString('utf8')
}

const empty = async function* (): AsyncGenerator<Uint8Array> {}

const answer = async <R>(
  answering: Answering,
  options: PusherAuthOptions<R>,
  request: R,
  method: string | undefined,
  parts: AsyncIterable<Uint8Array>,
): Promise<AuthAnswer> => {
  if (method !== 'POST') {
    return WRONG_METHOD
  }
  const body = await read(parts)
  return body === null ? TOO_LARGE : answering(options, request, body)
}

export type FetchHandler = (request: Request) => Promise<Response>
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const fetchHandler =
  (answering: Answering, options: PusherAuthOptions<Request>): FetchHandler =>
  async (request) => {
    const parts = (request.body as AsyncIterable<Uint8Array> | null) ?? empty()
    const { status, body } = await answer(answering, options, request, request.method, parts)
    return new Response(body, { status, headers: HEADERS })
  }

const nodeHandler =
  (answering: Answering, options: PusherAuthOptions<IncomingMessage>): NodeHandler =>
  async (request, response) => {
    let told: AuthAnswer
    try {
      told = await answer(answering, options, request, request.method, request)
    } catch (error) {
      // thrown into a listener of Node's it would end the process
      console.error('[pusher-realtime] no signature:', error)
      told = FAILED
    }
    // what was not read of a body that is too long ends with the connection
    const more = told.status === 413 ? { Connection: 'close' } : {}
    response.writeHead(told.status, { ...HEADERS, ...more }).end(told.body)
  }

/** Answers `POST /pusher/auth` where requests and responses are those of `fetch`. Rejects with what your functions throw. */
export const createPusherAuthHandler = (options: PusherAuthOptions<Request>): FetchHandler =>
  fetchHandler(answerChannel, options)

/** Answers `POST /pusher/user-auth`; see {@link createPusherAuthHandler}. */
export const createPusherUserAuthHandler = (options: PusherAuthOptions<Request>): FetchHandler =>
  fetchHandler(answerUser, options)

/** Answers `POST /pusher/auth` of a server of `node:http`. What your functions throw is logged and answered with 500. */
export const createPusherAuthListener = (options: PusherAuthOptions<IncomingMessage>): NodeHandler =>
  nodeHandler(answerChannel, options)

/** Answers `POST /pusher/user-auth`; see {@link createPusherAuthListener}. */
export const createPusherUserAuthListener = (options: PusherAuthOptions<IncomingMessage>): NodeHandler =>
  nodeHandler(answerUser, options)
