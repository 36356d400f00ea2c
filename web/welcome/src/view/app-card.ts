import { originOf, type Endpoint } from '../app/endpoint'
import type { AppInfo } from '../app/info'
import type { Dictionary } from '../words/dictionary'
import { copyButton, type Desk } from './copy-button'
import { el } from './dom'

/** The app's id, key and address, each ready to copy, and where the secret is to be found. */
export function appCard(desk: Desk, info: AppInfo, endpoint: Endpoint): HTMLElement {
  const { language } = desk
  const fields = el('dl', { class: 'fields' })
  language.each(() => {
    const { app } = language.words
    fields.replaceChildren(
      field(desk, app.id, info.appId),
      field(desk, app.key, info.key),
      field(desk, app.address, originOf(endpoint) + endpoint.pathPrefix),
      secretField(app),
    )
  })
  const card = el('section', { class: 'app-card' }, fields)
  language.attribute(card, 'aria-label', (words) => words.app.heading)
  return card
}

function field(desk: Desk, name: string, value: string): HTMLElement {
  const code = el('code', { class: 'value' }, value)
  return el('div', { class: 'field' }, el('dt', {}, name), el('dd', {}, code, copyButton(desk, code, name)))
}

function secretField(words: Dictionary['app']): HTMLElement {
  const [before, after] = words.secretHint
  return el(
    'div',
    { class: 'field' },
    el('dt', {}, words.secret),
    el('dd', { class: 'secret' }, el('span', {}, before, el('code', {}, './parley app show'), after)),
  )
}
