import { shortMillis, withEntry, type FeedEntry } from '../publish/feed'
import type { Desk } from './copy-button'
import { clock, el } from './dom'
import type { PublishForm } from './publish-form'

export interface EventFeed {
  readonly element: HTMLElement
  add(text: string, roundTripMillis: number | null): void
}

/** Events as they arrive, newest first. `form` is null where the page may not send. */
export function eventFeed(desk: Desk, form: PublishForm | null): EventFeed {
  const { language, announcer } = desk
  let entries: readonly FeedEntry[] = []
  let lastId = 0
  const list = el('ol', { class: 'feed-list' })
  const empty = emptyState(desk, form)

  const draw = (): void => {
    list.replaceChildren(...entries.map((entry) => row(entry)))
    empty.hidden = entries.length > 0
    list.hidden = entries.length === 0
  }
  const row = (entry: FeedEntry): HTMLElement => {
    const { words } = language
    const mine = entry.roundTripMillis !== null
    return el(
      'li',
      { class: mine ? 'event mine' : 'event' },
      el('p', { class: 'event-text', dir: 'auto' }, entry.text),
      el(
        'p',
        { class: 'event-facts' },
        el(
          'span',
          {},
          entry.roundTripMillis === null
            ? words.feed.elsewhere
            : words.feed.roundTrip(shortMillis(entry.roundTripMillis)),
        ),
        clock(entry.arrivedAt, words.tag),
      ),
    )
  }
  language.each(draw)

  const element = el(
    'div',
    { class: 'feed' },
    el(
      'h3',
      { id: 'feed-heading', class: 'unseen' },
      language.text((words) => words.feed.heading),
    ),
    empty,
    el('div', { class: 'feed-scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'feed-heading' }, list),
  )
  return {
    element,
    add: (text, roundTripMillis) => {
      entries = withEntry(entries, { id: ++lastId, text, arrivedAt: new Date(), roundTripMillis })
      // The button that is about to go may hold the focus: hand it on instead of losing it.
      const orphaned = empty.contains(document.activeElement)
      draw()
      if (orphaned) {
        form?.focus()
      }
      list.firstElementChild?.classList.add('arriving')
      announcer.say(language.words.feed.announce(text))
    },
  }
}

function emptyState({ language }: Desk, form: PublishForm | null): HTMLElement {
  const state = el(
    'div',
    { class: 'empty' },
    el(
      'p',
      { class: 'empty-heading' },
      language.text((words) => words.feed.emptyHeading),
    ),
    el(
      'p',
      {},
      language.text((words) => (form ? words.feed.emptyText : words.feed.emptyTextOff)),
    ),
  )
  if (form) {
    const button = el(
      'button',
      { type: 'button', class: 'button quiet' },
      language.text((words) => words.feed.emptyButton),
    )
    button.addEventListener('click', () => void form.send(language.words.publish.greeting))
    state.append(button)
  }
  return state
}
