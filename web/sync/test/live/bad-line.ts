import { WebSocket as RealSocket } from 'ws'
import type { Fetch } from '../../src/api/client'
import type { Chance } from './chance'
import { ORIGIN } from './server'

/** Tells a client to come back at once. */
const COME_BACK = 4_200

const LATE_MS = 25
const MOST_NOTES = 40

/**
 * What the line does with pushes: `storm` loses, doubles, delays and reorders them; `deaf` loses all; `beats` lets
 * nothing through but heads. Requests fail only in a storm.
 */
export type Weather = 'storm' | 'deaf' | 'beats'

interface Frame {
  event: string
  data?: string
}

const isHead = ({ event, data }: Frame): boolean =>
  event === 'sync' && (JSON.parse(data ?? '{}') as { from: number | null }).from === null

/** Between an engine and the server: the only way that the two have. */
export class BadLine {
  /** The name that the engine takes for the server's. */
  readonly host: string
  weather: Weather = 'storm'
  readonly #chance: Chance
  readonly #losses: number
  readonly #doubles: number
  readonly #delays: number
  #isUp = true
  readonly #sockets = new Set<LineSocket>()
  readonly #waiting = new Set<LineSocket>()
  #last: string[] = []
  readonly #asking = new Set<string>()

  note(what: string): void {
    this.#last = [...this.#last, what.slice(0, 220)].slice(-MOST_NOTES)
  }

  constructor(host: string, chance: Chance) {
    this.host = host
    this.#chance = chance
    this.#losses = chance.percent(25) ? 0 : chance.whole(20)
    this.#doubles = chance.whole(15)
    this.#delays = chance.whole(40)
    lines.set(host, this)
  }

  /** Ends all sockets without a word; new ones wait until the line is up. */
  cut(): void {
    this.#isUp = false
    this.#sockets.forEach((one) => one.cut())
    this.#sockets.clear()
  }

  up(): void {
    this.#isUp = true
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    waiting.forEach((one) => this.opened(one))
  }

  /** For whoever looks for what went wrong: the last frames that got through, and what is asked for just now. */
  get about(): string {
    return [...this.#last, ...[...this.#asking].map((one) => `asks ${one}`)].join('\n  ')
  }

  get isUp(): boolean {
    return this.#isUp
  }

  /** The device is no more. */
  end(): void {
    this.cut()
    this.#waiting.clear()
    lines.delete(this.host)
  }

  opened(socket: LineSocket): void {
    if (this.#isUp) {
      this.#sockets.add(socket)
      socket.begin()
    } else {
      this.#waiting.add(socket)
    }
  }

  closed(socket: LineSocket): void {
    this.#sockets.delete(socket)
    this.#waiting.delete(socket)
  }

  readonly fetch: Fetch = async (request) => {
    const what = `${request.method} ${request.url.slice(ORIGIN.length)}`
    this.#asking.add(what)
    try {
      await this.#onTheWay()
      const answer = await fetch(request)
      const text = await answer.text()
      await this.#onTheWay()
      this.note(`${what} ${answer.status}`)
      return new Response(text === '' ? null : text, { status: answer.status, headers: answer.headers })
    } catch (error) {
      this.note(`${what} ${String(error)}`)
      throw error
    } finally {
      this.#asking.delete(what)
    }
  }

  async #onTheWay(): Promise<void> {
    if (this.weather === 'storm') {
      if (this.#chance.percent(this.#delays)) {
        await new Promise((resolve) => setTimeout(resolve, this.#chance.below(LATE_MS)))
      }
      if (!this.#isUp || this.#chance.percent(this.#losses)) {
        throw new TypeError('network')
      }
    }
  }

  /** A frame has come; what belongs to the protocol itself gets through. */
  arrived(text: string, hand: (text: string) => void): void {
    const frame = JSON.parse(text) as Frame
    if (frame.event.startsWith('pusher') || (this.weather === 'beats' && isHead(frame))) {
      hand(text)
    } else if (this.weather === 'storm') {
      this.#blown(text, hand)
    }
  }

  #blown(text: string, hand: (text: string) => void): void {
    const times = this.#chance.percent(this.#losses) ? 0 : this.#chance.percent(this.#doubles) ? 2 : 1
    for (let i = 0; i < times; i++) {
      if (this.#chance.percent(this.#delays)) {
        setTimeout(() => {
          if (this.weather === 'storm') {
            hand(text)
          }
        }, this.#chance.below(LATE_MS))
      } else {
        hand(text)
      }
    }
  }
}

const lines = new Map<string, BadLine>()

/** A WebSocket as the official client uses it, over the line of the device whose host's name it was given. */
class LineSocket {
  onopen: (() => void) | undefined
  onclose: ((event: { code: number; reason: string; wasClean: boolean }) => void) | undefined
  onerror: ((error: unknown) => void) | undefined
  onmessage: ((event: { data: string }) => void) | undefined
  readonly #url: string
  readonly #line: BadLine | undefined
  #socket: RealSocket | null = null
  #isOver = false

  constructor(url: string) {
    this.#url = url
    this.#line = lines.get(new URL(url).hostname)
    this.#line?.opened(this)
  }

  begin(): void {
    const { pathname, search } = new URL(this.#url)
    const socket = new RealSocket(`${ORIGIN.replace('http', 'ws')}${pathname}${search}`)
    this.#socket = socket
    socket.on('open', () => this.onopen?.())
    socket.on('message', (data) => {
      this.#line?.arrived(String(data), (text) => {
        if (!this.#isOver) {
          this.#line?.note(text)
          this.onmessage?.({ data: text })
        }
      })
    })
    socket.on('error', (error) => this.onerror?.(error))
    socket.on('close', (code, reason) => this.#over(code, String(reason)))
  }

  send(text: string): void {
    this.#socket?.send(text)
  }

  close(): void {
    this.#socket?.close()
    this.#over(1_000, '')
  }

  cut(): void {
    this.#socket?.terminate()
    this.#over(COME_BACK, '')
  }

  #over(code: number, reason: string): void {
    if (!this.#isOver) {
      this.#isOver = true
      this.#line?.note(`closed ${code} ${reason}`)
      this.#line?.closed(this)
      this.onclose?.({ code, reason, wasClean: false })
    }
  }
}

/** From now on this process looks like a worker whose sockets all go over a line. */
export const takeSockets = (): void => {
  Object.assign(globalThis, { WebSocket: LineSocket, self: globalThis })
}
