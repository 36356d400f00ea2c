import type { Dictionary } from './dictionary'

export const en: Dictionary = {
  tag: 'en',
  title: 'Parley · Quick start',
  quickStart: 'Quick start',
  skipToContent: 'Skip to content',
  language: 'Language',
  toDark: 'Switch to dark theme',
  toLight: 'Switch to light theme',

  heading: 'Meet your realtime server',
  lead: 'Parley speaks the Pusher Channels protocol. Keep the official SDK you already use, change where it connects, and you are done.',

  loading: 'Asking the server for its app…',
  loadFailed: 'The server’s app could not be loaded.',
  tryAgain: 'Try again',

  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Press Ctrl+C',
  copyNamed: (what) => `Copy ${what}`,

  app: {
    heading: 'This server’s app',
    id: 'App ID',
    key: 'Key',
    address: 'Address',
    secret: 'Secret',
    secretHint: ['', ' prints it'],
  },

  live: {
    heading: 'Live connection',
    states: {
      initialized: 'Starting',
      connecting: 'Connecting',
      connected: 'Connected',
      unavailable: 'Server unreachable',
      failed: 'WebSocket not supported',
      disconnected: 'Disconnected',
    },
    reconnecting: 'Reconnecting',
    socketId: 'Socket ID',
    none: 'none',
    reconnects: 'Reconnects',
    since: 'Since',
    channel: 'Channel',
    retryIn: (seconds) => `Next try in about ${seconds} s.`,
    retryNow: 'Reconnect now',
    refused: (code, message) => `The server refused the connection: ${message} (code ${code}).`,
    asked: (code, message) => `The server asked to reconnect: ${message} (code ${code}).`,
    broken: 'The connection broke.',
    brokenBecause: (message) => `The connection broke: ${message}.`,
    noWebSocket: 'This browser offers no WebSocket, so no live connection is possible here.',
  },

  publish: {
    label: 'Send an event',
    placeholder: 'Say something',
    button: 'Send',
    empty: 'Write something first.',
    offHeading: 'Sending from this page is switched off',
    offText: 'This server does not offer the open form. Send from a terminal instead, and watch the event arrive here.',
    greeting: 'Hello, Parley!',
    unreachable: 'The server could not be reached. Your text is still here; send it again when the connection is back.',
    tooMany: (seconds) =>
      seconds === null
        ? 'Too many events at once. Wait a moment, then send again.'
        : `Too many events at once. Send again in ${seconds} s.`,
    forbidden: 'The server does not accept events from this page. Open it at the server’s own address.',
    refused: (status, detail) =>
      detail ? `The server refused the event: ${detail}` : `The server refused the event (status ${status}).`,
    notArrived:
      'The server accepted the event, but it has not come back over the socket within 5 seconds. Reconnect and send again.',
    notConnected: 'Sent. There is no live connection at the moment, so it cannot be shown here.',
  },

  feed: {
    heading: 'Events',
    emptyHeading: 'No events yet',
    emptyText: 'Send one and see it come back over the socket. A second window shows it too.',
    emptyTextOff: 'Events on this channel appear here as they arrive.',
    emptyButton: 'Send “Hello, Parley!”',
    roundTrip: (millis) => `${millis} ms round trip`,
    elsewhere: 'from elsewhere',
    announce: (text) => `Event arrived: ${text}`,
  },

  snippets: {
    heading: 'Connect your code',
    lead: (channel, event) => `Filled in for this server. Every snippet uses channel ${channel} and event ${event}.`,
    tabs: 'SDK',
    secretNote: ['Replace YOUR_SECRET: ', ' prints it on the server. Keep it out of browsers and repositories.'],
    install: 'Install',
    terminal: 'Terminal',
    code: 'Code',
    dependency: 'Maven dependency',
    environment: 'Laravel .env',
    receive: 'Receive',
    greetingFrom: (what) => `Hello from ${what}`,
    echoNote: 'The dot before “message” keeps Echo from adding a PHP namespace to the event’s name.',
    reverbNote:
      'Written for Reverb? Keep its driver and set REVERB_APP_ID, REVERB_APP_KEY, REVERB_APP_SECRET, REVERB_HOST, REVERB_PORT and REVERB_SCHEME to the same values.',
    noPathOption: (sdk, prefix) =>
      `${sdk} has no option for the path prefix ${prefix}: route /apps on this address to Parley, or give it an address without a prefix.`,
  },

  footer: {
    alive: 'Liveness',
    ready: 'Readiness',
    metrics: 'Metrics',
    aria: 'Server status pages',
  },
}
