import { type Access, isGood } from '../session/access'

/** A page that may be asked for a token. */
export interface Lending {
  askAccess: (refused: string | null) => Promise<Access | null>
}

/** Gets tokens from pages: the one that was heard last is asked first, and the next if it has none. */
export class Lender {
  readonly #pages: () => readonly Lending[]
  #access: Access | null = null
  #asking: Promise<Access> | null = null

  constructor(pages: () => readonly Lending[]) {
    this.#pages = pages
  }

  readonly access = (refused: string | null): Promise<Access> => {
    if (isGood(this.#access, refused)) {
      return Promise.resolve(this.#access)
    }
    this.#asking ??= this.#ask(refused).finally(() => {
      this.#asking = null
    })
    return this.#asking
  }

  async #ask(refused: string | null): Promise<Access> {
    for (const page of this.#pages()) {
      const access = await page.askAccess(refused)
      if (isGood(access, refused)) {
        this.#access = access
        return access
      }
    }
    throw new TypeError('no page has a token now') // as if the network had failed: it is tried again
  }
}
