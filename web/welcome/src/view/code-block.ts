import { highlight } from '../snippets/highlight'
import type { Block } from '../snippets/snippet'
import { copyButton, type Desk } from './copy-button'
import { el } from './dom'

/** Code with its caption and a copy button. Long lines scroll; the keyboard reaches the scroll area. */
export function codeBlock(desk: Desk, block: Block): HTMLElement {
  const code = el('code')
  for (const token of highlight(block.code, block.language)) {
    code.append(token.kind === 'plain' ? token.text : el('span', { class: `code-${token.kind}` }, token.text))
  }
  return el(
    'figure',
    { class: 'code' },
    el('figcaption', {}, el('span', {}, block.caption), copyButton(desk, code, block.caption)),
    el('pre', { tabindex: '0', role: 'region', 'aria-label': block.caption }, code),
  )
}
