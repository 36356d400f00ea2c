// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { RoundTrips } from '../src/publish/round-trips'
import { chooseTheme, shownTheme, showTheme } from '../src/theme/theme'
import { Announcer } from '../src/view/announcer'
import { connectionStatus } from '../src/view/connection-status'
import type { Desk } from '../src/view/copy-button'
import { eventFeed } from '../src/view/event-feed'
import { publishForm } from '../src/view/publish-form'
import { tabs } from '../src/view/tabs'
import { advance, START } from '../src/connection/state'
import { en } from '../src/words/en'
import { Language } from '../src/words/language'
import { zh } from '../src/words/zh'

let desk: Desk

beforeEach(() => {
  localStorage.clear()
  document.body.replaceChildren()
  desk = { language: new Language(en), announcer: new Announcer() }
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the form', () => {
  const answering = (status: number, body = '{}'): void => {
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.resolve(new Response(body, { status }))),
    )
  }
  const make = (
    connected = true,
  ): { trips: RoundTrips; send: (text: string) => Promise<void>; input: HTMLInputElement; said: () => string } => {
    const trips = new RoundTrips()
    const form = publishForm(desk, trips, () => connected)
    document.body.append(form.element)
    const input = form.element.querySelector('input')
    const problem = form.element.querySelector<HTMLElement>('[role=alert]')
    if (!input || !problem) {
      throw new Error('the form lacks its parts')
    }
    return { trips, send: form.send, input, said: () => (problem.hidden ? '' : (problem.textContent ?? '')) }
  }

  test('refuses an empty text without asking the server', () => {
    answering(200)
    const { input, said } = make()
    input.value = '   '
    input.form?.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(said()).toBe(en.publish.empty)
    expect(fetch).not.toHaveBeenCalled()
  })

  test('keeps the text when the server refuses it, and says why', async () => {
    answering(400, '{"detail":"text is too long"}')
    const { input, send, said } = make()
    input.value = 'hello'
    await send('hello')
    expect(input.value).toBe('hello')
    expect(said()).toContain('text is too long')
  })

  test('clears the text once it was accepted', async () => {
    answering(200)
    const { input, send, said } = make()
    input.value = 'hello'
    await send('hello')
    expect(input.value).toBe('')
    expect(said()).toBe('')
  })

  test('says so when the event does not come back', async () => {
    vi.useFakeTimers()
    answering(200)
    const { send, said } = make()
    await send('hello')
    vi.advanceTimersByTime(4_999)
    expect(said()).toBe('')
    vi.advanceTimersByTime(1)
    expect(said()).toBe(en.publish.notArrived)
  })

  test('is silent when the event has come back', async () => {
    vi.useFakeTimers()
    answering(200)
    const { trips, send, said } = make()
    await send('hello')
    expect(trips.arrive('hello', performance.now())).not.toBeNull()
    vi.advanceTimersByTime(5_000)
    expect(said()).toBe('')
  })

  test('does not promise an arrival without a connection', async () => {
    answering(200)
    const { send, said } = make(false)
    await send('hello')
    expect(said()).toBe(en.publish.notConnected)
  })
})

describe('the feed', () => {
  test('shows text as text, never as markup', () => {
    const feed = eventFeed(desk, null)
    feed.add('<img src=x onerror=alert(1)>', null)
    expect(feed.element.querySelector('img')).toBeNull()
    expect(feed.element.querySelector('.event-text')?.textContent).toBe('<img src=x onerror=alert(1)>')
  })

  test('tells one’s own events with their time, and reads news aloud', () => {
    const feed = eventFeed(desk, null)
    feed.add('theirs', null)
    feed.add('mine', 12.3)
    const facts = [...feed.element.querySelectorAll('.event-facts')].map((fact) => fact.textContent)
    expect(facts[0]).toContain('12 ms')
    expect(facts[1]).toContain(en.feed.elsewhere)
    expect(desk.announcer.element.textContent).toBe(en.feed.announce('mine'))
  })
})

describe('the status', () => {
  test('follows the connection and the language', () => {
    const retry = vi.fn()
    const status = connectionStatus(desk, 'quick-start', retry)
    status.show(
      [
        { kind: 'problem', problem: { code: 4001, message: 'no app' } } as const,
        { kind: 'state', state: 'disconnected', socketId: null, at: new Date(0) } as const,
      ].reduce(advance, START),
    )
    expect(status.element.querySelector('[role=alert]')?.textContent).toContain('4001')
    const button = [...status.element.querySelectorAll('button')].find((one) => !one.hidden)
    button?.click()
    expect(retry).toHaveBeenCalledOnce()
    desk.language.choose(zh)
    expect(status.element.querySelector('.pill')?.textContent).toContain(zh.live.states.disconnected)
  })
})

describe('tabs', () => {
  test('are one stop, with arrows that go round', () => {
    const chosen = vi.fn()
    const panel = document.createElement('div')
    const list = tabs(
      ['a', 'b', 'c'].map((id) => ({ id, label: id })),
      panel,
      chosen,
    )
    document.body.append(list.element, panel)
    const buttons = [...list.element.querySelectorAll('button')]
    const press = (key: string): void => {
      list.element.dispatchEvent(new KeyboardEvent('keydown', { key }))
    }
    press('ArrowLeft')
    expect(list.selected()).toBe(2)
    press('ArrowRight')
    press('ArrowRight')
    expect(list.selected()).toBe(1)
    expect(document.activeElement).toBe(buttons[1])
    expect(buttons.map((button) => button.tabIndex)).toEqual([-1, 0, -1])
    expect(panel.getAttribute('aria-labelledby')).toBe('tab-b')
    press('x')
    expect(chosen).toHaveBeenCalledTimes(3)
  })
})

describe('the theme', () => {
  test('is remembered only while it differs from the system’s', () => {
    showTheme()
    const system = shownTheme()
    const other = system === 'dark' ? 'light' : 'dark'
    chooseTheme(other)
    expect(document.documentElement.dataset['theme']).toBe(other)
    expect(localStorage.length).toBe(1)
    chooseTheme(system)
    expect(document.documentElement.dataset['theme']).toBeUndefined()
    expect(localStorage.length).toBe(0)
  })
})
