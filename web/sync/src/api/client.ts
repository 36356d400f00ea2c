import createClient, { type Client } from 'openapi-fetch'
import { problemOf } from './problem'
import type { paths } from '../../dist/schema'

export type Api = Client<paths>
export type Fetch = (request: Request) => Promise<Response>

/** A client of the whole API. The fetch it is given adds what signs a request. */
export const apiOf = (origin: string, fetch: Fetch): Api => createClient<paths>({ baseUrl: origin, fetch })

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** What a successful answer holds; throws a {@link Problem} for every other one. */
export const unwrap = async <T>(answer: Promise<Answer<T>>): Promise<T> => {
  const { data, error, response } = await answer
  if (!response.ok) {
    throw problemOf(response, error)
  }
  // openapi-fetch leaves data out only where the answer has no body; then T says so too.
  return data as T
}
