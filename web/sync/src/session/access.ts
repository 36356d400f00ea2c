import type { Fetch } from '../api/client'

/** What signs a request for a while. Never written down. */
export interface Access {
  readonly token: string
  readonly expiresAt: number
}

const EARLY_MS = 30_000

/** Whether it may still be used, and is not the one that the server has refused. */
export const isGood = (access: Access | null, refused: string | null): access is Access =>
  access !== null && access.token !== refused && access.expiresAt - EARLY_MS > Date.now()

const withToken = (request: Request, { token }: Access): Request => {
  request.headers.set('Authorization', `Bearer ${token}`)
  return request
}

/** Signs each request; one that is refused is repeated once with another token. */
export const signing =
  (fetch: Fetch, access: (refused: string | null) => Promise<Access>): Fetch =>
  async (request) => {
    const first = await access(null)
    const answer = await fetch(withToken(request.clone(), first))
    return answer.status === 401 ? fetch(withToken(request, await access(first.token))) : answer
  }
