import { needsHand, START, toneOf, type Connection, type Problem } from '../connection/state'
import type { Dictionary } from '../words/dictionary'
import { copyButton, type Desk } from './copy-button'
import { clock, el } from './dom'
import { icon } from './icons'

export interface ConnectionStatus {
  readonly element: HTMLElement
  show(connection: Connection): void
}

/** What the live connection is doing, in words, with a way on when it stands still. */
export function connectionStatus(desk: Desk, channel: string, retry: () => void): ConnectionStatus {
  const { language } = desk
  let present = START
  const state = el('span')
  const pill = el('p', { class: 'pill', role: 'status' }, el('span', { class: 'dot', 'aria-hidden': 'true' }), state)
  const raw = el('code', { class: 'raw' })
  const socketId = el('code', { class: 'value' })
  const socket = el('dd')
  const reconnects = el('dd', { class: 'number' })
  const since = el('dd')
  const trouble = el('p', { class: 'trouble', role: 'alert' })
  const again = el(
    'button',
    { type: 'button', class: 'button quiet' },
    icon('retry'),
    language.text((words) => words.live.retryNow),
  )
  again.addEventListener('click', retry)

  const draw = (): void => {
    const { words } = language
    pill.dataset['tone'] = toneOf(present)
    state.textContent = stateText(present, words)
    raw.textContent = present.state
    raw.hidden = state.textContent.toLowerCase() === present.state
    socketId.textContent = present.socketId ?? words.live.none
    socketId.classList.toggle('missing', present.socketId === null)
    socket.replaceChildren(socketId, ...(present.socketId ? [copyButton(desk, socketId, words.live.socketId)] : []))
    reconnects.textContent = String(present.reconnects)
    since.replaceChildren(
      present.state === 'connected' && present.connectedAt ? clock(present.connectedAt, words.tag) : words.live.none,
    )
    const text = troubleText(present, words)
    trouble.textContent = text
    trouble.hidden = text === ''
    again.hidden = !needsHand(present)
  }
  language.each(draw)

  const element = el(
    'div',
    { class: 'status' },
    el(
      'div',
      { class: 'status-head' },
      el(
        'h2',
        { id: 'live-heading' },
        language.text((words) => words.live.heading),
      ),
      pill,
    ),
    el(
      'dl',
      { class: 'facts' },
      el(
        'div',
        {},
        el(
          'dt',
          {},
          language.text((words) => words.live.socketId),
        ),
        socket,
      ),
      el(
        'div',
        {},
        el(
          'dt',
          {},
          language.text((words) => words.live.channel),
        ),
        el('dd', {}, el('code', { class: 'value' }, channel)),
      ),
      el(
        'div',
        {},
        el(
          'dt',
          {},
          language.text((words) => words.live.since),
        ),
        since,
      ),
      el(
        'div',
        {},
        el(
          'dt',
          {},
          language.text((words) => words.live.reconnects),
        ),
        reconnects,
      ),
    ),
    trouble,
    again,
  )
  pill.append(raw)
  return {
    element,
    show: (connection) => {
      present = connection
      draw()
    },
  }
}

function stateText(connection: Connection, words: Dictionary): string {
  return connection.state === 'connecting' && connection.connectedAt !== null
    ? words.live.reconnecting
    : words.live.states[connection.state]
}

function troubleText(connection: Connection, words: Dictionary): string {
  const { state, problem, retryInSeconds } = connection
  if (state === 'failed') {
    return words.live.noWebSocket
  }
  const parts: string[] = []
  if (problem && state !== 'connected') {
    parts.push(problemText(problem, words))
  }
  if (retryInSeconds !== null) {
    parts.push(words.live.retryIn(retryInSeconds))
  }
  return parts.join(' ')
}

function problemText({ code, message }: Problem, words: Dictionary): string {
  if (code !== null && code >= 4200 && code < 4300) {
    return words.live.asked(code, message)
  }
  if (code !== null && code >= 4000) {
    return words.live.refused(code, message)
  }
  return message === '' ? words.live.broken : words.live.brokenBecause(message)
}
