import { publishText, RequestFailed, type Failure } from '../http/api'
import type { RoundTrips } from '../publish/round-trips'
import type { Dictionary } from '../words/dictionary'
import type { Desk } from './copy-button'
import { el } from './dom'
import { icon } from './icons'

const LONGEST_TEXT = 200
const ARRIVAL_MILLIS = 5_000

export interface PublishForm {
  readonly element: HTMLElement
  send(text: string): Promise<void>
  focus(): void
  /** Takes back what was said: the connection is new. */
  settle(): void
}

/** Sends one event and says so when it is refused or does not come back. The text is kept until it was accepted. */
export function publishForm(desk: Desk, trips: RoundTrips, isConnected: () => boolean): PublishForm {
  const { language } = desk
  const input = el('input', {
    id: 'event-text',
    type: 'text',
    maxlength: String(LONGEST_TEXT),
    autocomplete: 'off',
    enterkeyhint: 'send',
    'aria-describedby': 'event-problem',
  })
  language.attribute(input, 'placeholder', (words) => words.publish.placeholder)
  const problem = el('p', { id: 'event-problem', class: 'trouble', role: 'alert', hidden: '' })
  const say = (text: string, tone: 'bad' | 'wait' = 'bad'): void => {
    problem.textContent = text
    problem.dataset['tone'] = tone
    problem.hidden = text === ''
    input.toggleAttribute('aria-invalid', false)
  }

  const send = async (text: string): Promise<void> => {
    say('')
    const trip = trips.begin(text, performance.now())
    try {
      await publishText(text)
    } catch (cause) {
      trips.abandon(trip)
      say(cause instanceof RequestFailed ? failureText(cause.failure, language.words) : String(cause))
      return
    }
    if (input.value.trim() === text) {
      input.value = ''
    }
    if (!isConnected()) {
      trips.abandon(trip)
      say(language.words.publish.notConnected, 'wait')
      return
    }
    setTimeout(() => {
      if (trips.abandon(trip)) {
        say(language.words.publish.notArrived)
      }
    }, ARRIVAL_MILLIS)
  }

  const form = el(
    'form',
    { class: 'publish', novalidate: '' },
    el(
      'label',
      { for: 'event-text' },
      language.text((words) => words.publish.label),
    ),
    el(
      'div',
      { class: 'publish-row' },
      input,
      el(
        'button',
        { type: 'submit', class: 'button' },
        icon('send'),
        el(
          'span',
          {},
          language.text((words) => words.publish.button),
        ),
      ),
    ),
    problem,
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = input.value.trim()
    if (text === '') {
      say(language.words.publish.empty)
      input.setAttribute('aria-invalid', 'true')
      input.focus()
    } else {
      void send(text)
    }
  })
  return { element: form, send, focus: () => input.focus(), settle: () => say('') }
}

export function failureText(failure: Failure, words: Dictionary): string {
  switch (failure.kind) {
    case 'unreachable':
      return words.publish.unreachable
    case 'unreadable':
      return words.publish.refused(200, failure.detail)
    case 'refused':
      switch (failure.status) {
        case 429:
          return words.publish.tooMany(failure.retryAfterSeconds)
        case 403:
          return words.publish.forbidden
        default:
          return words.publish.refused(failure.status, failure.detail)
      }
  }
}
