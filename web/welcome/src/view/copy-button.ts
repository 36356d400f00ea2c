import type { Language } from '../words/language'
import type { Announcer } from './announcer'
import { el } from './dom'
import { icon } from './icons'

const SHOWN_MILLIS = 1_600

/** What the parts of the page share. */
export interface Desk {
  readonly language: Language
  readonly announcer: Announcer
}

/**
 * A button that copies `source`'s text. Where the browser refuses (a plain http address, a policy) the text is
 * selected instead, so that the keyboard can copy it. Its words are those of the language it is made in.
 */
export function copyButton(desk: Desk, source: HTMLElement, what: string): HTMLButtonElement {
  const label = el('span', { class: 'copy-label' })
  const button = el(
    'button',
    { type: 'button', class: 'copy', 'data-state': 'idle' },
    icon('copy'),
    icon('check'),
    label,
  )
  let timer: ReturnType<typeof setTimeout> | undefined

  const show = (state: 'idle' | 'copied' | 'selected'): void => {
    const { copied, copyFailed, copy, copyNamed } = desk.language.words
    button.dataset['state'] = state
    label.textContent = { idle: copy, copied, selected: copyFailed }[state]
    button.setAttribute('aria-label', copyNamed(what))
  }
  show('idle')

  button.addEventListener('click', () => {
    void copyText(source).then((copied) => {
      show(copied ? 'copied' : 'selected')
      desk.announcer.say(label.textContent ?? '')
      clearTimeout(timer)
      timer = setTimeout(() => show('idle'), SHOWN_MILLIS)
    })
  })
  return button
}

async function copyText(source: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(source.textContent ?? '')
    return true
  } catch {
    window.getSelection()?.selectAllChildren(source)
    return false
  }
}
