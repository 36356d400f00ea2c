import { el } from './dom'

/** One polite live region for the whole page, apart from what it speaks of, so that only news is read aloud. */
export class Announcer {
  readonly element = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' })

  say(text: string): void {
    this.element.textContent = text
  }
}
