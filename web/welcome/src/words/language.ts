import { recall, remember } from '../app/memory'
import type { Dictionary } from './dictionary'
import { en } from './en'
import { zh } from './zh'

export const DICTIONARIES: readonly Dictionary[] = [en, zh]

const KEY = 'parley.language'

/** The first of the reader's languages that the page has; English otherwise. */
export function bestMatch(wanted: readonly string[]): Dictionary {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0]
    const found = DICTIONARIES.find((dictionary) => dictionary.tag.split('-')[0] === primary)
    if (found) {
      return found
    }
  }
  return en
}

/** The page's present language. Whatever shows words registers how to show them again. */
export class Language {
  #words: Dictionary
  readonly #shown: (() => void)[] = []

  constructor(words: Dictionary) {
    this.#words = words
  }

  static ofReader(): Language {
    const kept = recall(KEY)
    return new Language(bestMatch(kept === null ? navigator.languages : [kept]))
  }

  get words(): Dictionary {
    return this.#words
  }

  choose(words: Dictionary): void {
    remember(KEY, words.tag)
    this.#words = words
    this.#shown.forEach((show) => show())
  }

  /** Runs `show` now and after every change of language. For parts that live as long as the page. */
  each(show: () => void): void {
    this.#shown.push(show)
    show()
  }

  /** A text node that follows the language. */
  text(pick: (words: Dictionary) => string): Text {
    const node = document.createTextNode('')
    this.each(() => {
      node.data = pick(this.#words)
    })
    return node
  }

  /** Keeps an attribute in the present language. */
  attribute(element: Element, name: string, pick: (words: Dictionary) => string): void {
    this.each(() => element.setAttribute(name, pick(this.#words)))
  }
}
