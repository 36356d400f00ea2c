import { SNIPPETS } from '../snippets/all'
import type { Snippet, Target } from '../snippets/snippet'
import { codeBlock } from './code-block'
import type { Desk } from './copy-button'
import { el } from './dom'
import { tabs } from './tabs'

/** Code to paste, one tab for each SDK. */
export function snippetsPanel(desk: Desk, target: Target): HTMLElement {
  const { language } = desk
  const panel = el(
    'section',
    { class: 'panel snippets', 'aria-labelledby': 'snippets-heading' },
    el(
      'h2',
      { id: 'snippets-heading' },
      language.text((words) => words.snippets.heading),
    ),
    el(
      'p',
      { class: 'lead' },
      language.text((words) => words.snippets.lead(target.channel, target.event)),
    ),
  )

  const body = el('div', { class: 'tab-panel' })
  const labels = SNIPPETS.map((make) => make(target, language.words))
  const list = tabs(
    labels.map(({ id, label }) => ({ id, label })),
    body,
    () => draw(),
  )
  language.attribute(list.element, 'aria-label', (words) => words.snippets.tabs)
  const draw = (): void => {
    const make = SNIPPETS[list.selected()] ?? SNIPPETS[0]
    if (make) {
      fill(desk, body, make(target, language.words))
    }
  }
  language.each(draw)
  panel.append(list.element, body)
  return panel
}

function fill(desk: Desk, body: HTMLElement, snippet: Snippet): void {
  const { words } = desk.language
  body.replaceChildren(...snippet.blocks.map((block) => codeBlock(desk, block)))
  if (snippet.secret) {
    const [before, after] = words.snippets.secretNote
    body.append(el('p', { class: 'note' }, before, el('code', {}, './parley app show'), after))
  }
  body.append(...snippet.notes.map((note) => el('p', { class: 'note' }, note)))
}
