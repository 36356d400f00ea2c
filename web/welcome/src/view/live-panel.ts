import type { Endpoint } from '../app/endpoint'
import type { AppInfo } from '../app/info'
import { openSocket } from '../connection/socket'
import { advance, START } from '../connection/state'
import { textOf } from '../publish/feed'
import { RoundTrips } from '../publish/round-trips'
import { triggerBlock } from '../snippets/shell'
import type { Target } from '../snippets/snippet'
import { codeBlock } from './code-block'
import { connectionStatus } from './connection-status'
import type { Desk } from './copy-button'
import { el } from './dom'
import { eventFeed } from './event-feed'
import { publishForm } from './publish-form'

/** The live part: the connection, a way to send, and what arrives. Opens the socket. */
export function livePanel(desk: Desk, info: AppInfo, endpoint: Endpoint, target: Target): HTMLElement {
  const trips = new RoundTrips()
  let connection = START
  const status = connectionStatus(desk, info.channel, () => socket.retry())
  const form = info.publish ? publishForm(desk, trips, () => connection.subscribed) : null
  const feed = eventFeed(desk, form)

  const socket = openSocket(
    info,
    endpoint,
    (signal) => {
      connection = advance(connection, signal)
      status.show(connection)
      if (signal.kind === 'subscribed') {
        form?.settle()
      }
    },
    (data) => {
      const text = textOf(data)
      feed.add(text, trips.arrive(text, performance.now()))
    },
  )

  return el(
    'section',
    { class: 'panel live', 'aria-labelledby': 'live-heading' },
    status.element,
    form?.element ?? commandInstead(desk, target),
    feed.element,
  )
}

/** Shown where the server keeps the form shut. */
function commandInstead(desk: Desk, target: Target): HTMLElement {
  const { language } = desk
  const command = el('div')
  language.each(() => command.replaceChildren(codeBlock(desk, triggerBlock(target, language.words.snippets.terminal))))
  return el(
    'div',
    { class: 'publish' },
    el(
      'h3',
      {},
      language.text((words) => words.publish.offHeading),
    ),
    el(
      'p',
      { class: 'note' },
      language.text((words) => words.publish.offText),
    ),
    command,
  )
}
