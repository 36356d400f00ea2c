import { endpointOf } from '../app/endpoint'
import type { AppInfo } from '../app/info'
import { loadApp, RequestFailed } from '../http/api'
import type { Target } from '../snippets/snippet'
import { appCard } from './app-card'
import type { Desk } from './copy-button'
import { el } from './dom'
import { header } from './header'
import { icon } from './icons'
import { livePanel } from './live-panel'
import { snippetsPanel } from './snippets-panel'

/** The name of the quick start's event. */
const EVENT = 'message'

/** Puts the page together: what needs no server at once, the rest when the server has told its app. */
export function showPage(host: HTMLElement, desk: Desk): void {
  const { language } = desk
  language.each(() => {
    document.documentElement.lang = language.words.tag
    document.title = language.words.title
  })
  const content = el('div', { class: 'content' })
  host.replaceChildren(
    el(
      'a',
      { class: 'skip', href: '#main' },
      language.text((words) => words.skipToContent),
    ),
    header(language),
    el(
      'main',
      { id: 'main', tabindex: '-1' },
      el(
        'div',
        { class: 'hero' },
        el(
          'h1',
          {},
          language.text((words) => words.heading),
        ),
        el(
          'p',
          {},
          language.text((words) => words.lead),
        ),
      ),
      content,
    ),
    footer(desk),
    desk.announcer.element,
  )
  void load(content, desk)
}

async function load(content: HTMLElement, desk: Desk): Promise<void> {
  content.replaceChildren(skeleton(desk))
  try {
    const info = await loadApp()
    content.replaceChildren(...parts(desk, info))
  } catch (cause) {
    content.replaceChildren(loadFailed(desk, cause, () => void load(content, desk)))
  }
}

function parts(desk: Desk, info: AppInfo): HTMLElement[] {
  const endpoint = endpointOf(info, window.location)
  const target: Target = {
    ...endpoint,
    appId: info.appId,
    key: info.key,
    cluster: info.cluster,
    channel: info.channel,
    event: EVENT,
  }
  return [
    appCard(desk, info, endpoint),
    el('div', { class: 'columns' }, livePanel(desk, info, endpoint, target), snippetsPanel(desk, target)),
  ]
}

/** Grey shapes in the place of what is to come. */
function skeleton({ language }: Desk): HTMLElement {
  return el(
    'div',
    { class: 'skeleton', role: 'status' },
    el(
      'span',
      { class: 'unseen' },
      language.text((words) => words.loading),
    ),
    el('div', { class: 'bone bone-card' }),
    el('div', { class: 'columns' }, el('div', { class: 'bone bone-live' }), el('div', { class: 'bone bone-snippets' })),
  )
}

function loadFailed({ language }: Desk, cause: unknown, retry: () => void): HTMLElement {
  const again = el(
    'button',
    { type: 'button', class: 'button' },
    icon('retry'),
    language.text((words) => words.tryAgain),
  )
  again.addEventListener('click', retry)
  return el(
    'div',
    { class: 'panel failed', role: 'alert' },
    el(
      'p',
      { class: 'empty-heading' },
      language.text((words) => words.loadFailed),
    ),
    el('p', { class: 'note' }, el('code', {}, reason(cause))),
    again,
  )
}

/** For whoever has to find the fault: the request and what came of it. */
function reason(cause: unknown): string {
  if (!(cause instanceof RequestFailed)) {
    return String(cause)
  }
  const { failure } = cause
  switch (failure.kind) {
    case 'unreachable':
      return 'GET /quickstart/app: network error'
    case 'unreadable':
      return `GET /quickstart/app: ${failure.detail}`
    case 'refused':
      return `GET /quickstart/app: ${failure.status} ${failure.detail}`.trimEnd()
  }
}

function footer({ language }: Desk): HTMLElement {
  const links = el(
    'nav',
    {},
    el(
      'a',
      { href: '/health/live' },
      language.text((words) => words.footer.alive),
    ),
    el(
      'a',
      { href: '/health/ready' },
      language.text((words) => words.footer.ready),
    ),
    el(
      'a',
      { href: '/metrics' },
      language.text((words) => words.footer.metrics),
    ),
  )
  language.attribute(links, 'aria-label', (words) => words.footer.aria)
  return el('footer', {}, links)
}
