import type { SocketState } from '../connection/state'

/** Every word on the page. A language that lacks one does not compile. */
export interface Dictionary {
  /** BCP 47. */
  readonly tag: 'en' | 'zh-CN'
  readonly title: string
  readonly quickStart: string
  readonly skipToContent: string
  readonly language: string
  readonly toDark: string
  readonly toLight: string

  readonly heading: string
  readonly lead: string

  readonly loading: string
  readonly loadFailed: string
  readonly tryAgain: string

  readonly copy: string
  readonly copied: string
  readonly copyFailed: string
  /** Accessible name of a copy button. */
  readonly copyNamed: (what: string) => string

  readonly app: {
    readonly heading: string
    readonly id: string
    readonly key: string
    readonly address: string
    readonly secret: string
    /** Sentence around the command that prints the secret. */
    readonly secretHint: readonly [before: string, after: string]
  }

  readonly live: {
    readonly heading: string
    readonly states: Readonly<Record<SocketState, string>>
    readonly reconnecting: string
    readonly socketId: string
    readonly none: string
    readonly reconnects: string
    readonly since: string
    readonly channel: string
    readonly retryIn: (seconds: number) => string
    readonly retryNow: string
    readonly refused: (code: number, message: string) => string
    /** The server let go and wants the client back (4200 and so on). */
    readonly asked: (code: number, message: string) => string
    readonly broken: string
    readonly brokenBecause: (message: string) => string
    readonly noWebSocket: string
  }

  readonly publish: {
    readonly label: string
    readonly placeholder: string
    readonly button: string
    readonly empty: string
    readonly offHeading: string
    readonly offText: string
    readonly greeting: string
    readonly unreachable: string
    readonly tooMany: (seconds: number | null) => string
    readonly forbidden: string
    readonly refused: (status: number, detail: string) => string
    readonly notArrived: string
    readonly notConnected: string
  }

  readonly feed: {
    readonly heading: string
    readonly emptyHeading: string
    readonly emptyText: string
    readonly emptyTextOff: string
    readonly emptyButton: string
    readonly roundTrip: (millis: string) => string
    readonly elsewhere: string
    readonly announce: (text: string) => string
  }

  readonly snippets: {
    readonly heading: string
    readonly lead: (channel: string, event: string) => string
    readonly tabs: string
    readonly secretNote: readonly [before: string, after: string]
    readonly install: string
    readonly terminal: string
    readonly code: string
    readonly dependency: string
    readonly environment: string
    readonly receive: string
    readonly greetingFrom: (what: string) => string
    readonly echoNote: string
    readonly reverbNote: string
    readonly noPathOption: (sdk: string, prefix: string) => string
  }

  readonly footer: {
    readonly alive: string
    readonly ready: string
    readonly metrics: string
    readonly aria: string
  }
}
