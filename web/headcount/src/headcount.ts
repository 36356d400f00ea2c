import { Line, type Place } from './line'
import { Show } from './show'
import { decileOf, roomOf, sessionOf, socketUrl } from './visit'

const SAY_AFTER = 5_000

/** Counts the visitors of the page that the script stands on. One script tag is all that it needs. */
export const begin = (script: HTMLScriptElement): void => {
  const key = script.dataset['key'] ?? new URL(script.src).searchParams.get('key')
  if (key === null) {
    console.error('headcount: the app key is missing: <script src="…/headcount.js?key=APP_KEY">')
    return
  }
  const session = sessionOf(() => localStorage)
  const article = (): Element => document.querySelector('article') ?? document.documentElement
  const room = (): string => roomOf(script.dataset['room'] ?? null, location.pathname)
  let place: Place = { session, room: room(), decile: 0 }
  const show = new Show(script)
  const line = new Line(socketUrl(script.src, key), place, (site, count) => show.count(site, count))

  let due: ReturnType<typeof setTimeout> | undefined
  const tell = (): void => {
    clearTimeout(due)
    due = undefined
    line.at(place)
  }
  const look = (): void => {
    const { top, height } = article().getBoundingClientRect()
    const decile = decileOf(top, height, innerHeight)
    if (decile > place.decile) {
      place = { ...place, decile }
      due ??= setTimeout(tell, SAY_AFTER)
    }
  }
  const turn = (): void => {
    if (room() !== place.room) {
      place = { session, room: room(), decile: 0 }
      look()
      tell()
    }
  }

  look()
  line.at(place)
  line.open()
  addEventListener('scroll', look, { passive: true })
  addEventListener('resize', look, { passive: true })
  addEventListener('online', () => line.open())
  addEventListener('pageshow', () => line.open())
  addEventListener('pagehide', () => {
    tell()
    line.close()
  })
  new MutationObserver(turn).observe(script, { attributeFilter: ['data-room'] })
  addEventListener('popstate', turn)
}

if (document.currentScript instanceof HTMLScriptElement) {
  begin(document.currentScript)
}
