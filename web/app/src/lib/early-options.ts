export const OPTIONS = '/api/auth/options'

let asked: Promise<Response> | null = null

/** Asks which ways in the server offers, before there is a page that wants to know. */
export const askEarly = (): void => {
  asked = fetch(OPTIONS)
  asked.catch(() => undefined) // whoever takes the answer hears of it
}

/** What was asked early, for the first who wants it; null if nothing was, or it is taken. */
export const askedEarly = (): Promise<Response> | null => {
  const answer = asked
  asked = null
  return answer
}
