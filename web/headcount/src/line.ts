const SITE = 'cache-headcount'
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 30_000
const ANSWER_WAIT = 15_000

/** What is told of the site or of a page. */
export interface Count {
  sessions: number
  connections: number
  /** Readers by the furthest tenth that they have seen; of a page only. */
  deciles?: number[]
}

/** What this tab shows: the page, and how far it was read. */
export interface Place {
  session: string
  room: string
  decile: number
}

interface Frame {
  event: string
  channel?: string
  data?: unknown
}

/** The socket: says where this tab is, hears the counts, and comes back when it was cut. */
export class Line {
  readonly #url: string
  readonly #hear: (site: boolean, count: Count) => void
  #place: Place
  #socket: WebSocket | null = null
  #joined = ''
  #waits = 0
  #stopped = false
  #again: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  #patience = 120_000

  constructor(url: string, place: Place, hear: (site: boolean, count: Count) => void) {
    this.#url = url
    this.#place = place
    this.#hear = hear
  }

  open(): void {
    this.#stopped = false
    if (this.#socket !== null) {
      return
    }
    clearTimeout(this.#again)
    const socket = new WebSocket(this.#url)
    this.#socket = socket
    socket.onmessage = ({ data }) => {
      if (this.#socket === socket) {
        this.#listen()
        this.#frame(JSON.parse(String(data)) as Frame)
      }
    }
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) {
        this.#ended(code)
      }
    }
  }

  /** Ends the visit, until the next opening. */
  close(): void {
    this.#stopped = true
    this.#socket?.close()
    this.#ended(0)
  }

  /** The tab went further, or to another page. */
  at(place: Place): void {
    this.#place = place
    if (this.#joined !== '') {
      this.#visit()
    }
  }

  #ended(code: number): void {
    this.#socket = null
    this.#joined = ''
    clearTimeout(this.#again)
    clearTimeout(this.#silence)
    if (this.#stopped || (code >= 4000 && code < 4100)) {
      return // the server does not want us: asking again will not help
    }
    const wait = code >= 4200 && code < 4300 ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#waits++)
    this.#again = setTimeout(() => this.open(), wait + Math.random() * FIRST_WAIT)
  }

  /** After a silence the server is asked whether it is there; then it is called anew. */
  #listen(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => {
      this.#say('pusher:ping', {})
      this.#silence = setTimeout(() => {
        this.#socket?.close()
        this.#ended(0)
      }, ANSWER_WAIT)
    }, this.#patience)
  }

  #frame({ event, channel, data }: Frame): void {
    if (event === 'pusher:connection_established') {
      this.#waits = 0
      this.#patience =
        (Number((JSON.parse(String(data)) as { activity_timeout?: number }).activity_timeout) || 120) * 1_000
      this.#say('pusher:subscribe', { channel: SITE })
      this.#visit()
    } else if (event === 'pusher:ping') {
      this.#say('pusher:pong', {})
    } else if (event === 'headcount' && (channel === SITE || channel === this.#joined)) {
      this.#hear(channel === SITE, JSON.parse(String(data)) as Count)
    }
  }

  #visit(): void {
    const channel = `${SITE}-${this.#place.room}`
    this.#say('parley:headcount', this.#place)
    if (channel !== this.#joined) {
      if (this.#joined !== '') {
        this.#say('pusher:unsubscribe', { channel: this.#joined })
      }
      this.#joined = channel
      this.#say('pusher:subscribe', { channel })
    }
  }

  #say(event: string, data: object): void {
    if (this.#socket?.readyState === 1) {
      this.#socket.send(JSON.stringify({ event, data }))
    }
  }
}
