import { WebSocket as RealSocket } from 'ws'
import { Caller, ORIGIN } from './server'

/**
 * Makes the server beat now, and not only every 25 seconds: whoever joins a user's channel makes it tell the head to
 * all who are there.
 */
export class Metronome {
  readonly #caller: Caller
  readonly #channel: string
  #socket: RealSocket | null = null
  #socketId = ''
  #heard: (head: number) => void = () => undefined

  constructor(caller: Caller) {
    this.#caller = caller
    this.#channel = `private-user-${caller.account.id}`
  }

  /** Returns the head that was told. */
  async beat(): Promise<number> {
    await this.#begin()
    const told = new Promise<number>((resolve) => (this.#heard = resolve))
    const { auth, channel_data: channelData } = await this.#caller.sign(this.#socketId, this.#channel)
    this.#send('pusher:subscribe', { channel: this.#channel, auth, channel_data: channelData })
    const head = await told
    this.#send('pusher:unsubscribe', { channel: this.#channel })
    return head
  }

  stop(): void {
    this.#socket?.terminate()
  }

  async #begin(): Promise<void> {
    if (this.#socket !== null) {
      return
    }
    const { key } = await this.#caller.call<{ key: string }>('GET', '/api/realtime')
    const socket = new RealSocket(`${ORIGIN.replace('http', 'ws')}/app/${key}?protocol=7`)
    this.#socket = socket
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject)
      socket.on('message', (data) => {
        const { event, data: text } = JSON.parse(String(data)) as { event: string; data?: string }
        const told = JSON.parse(text ?? '{}') as { socket_id?: string; head?: number; from?: number | null }
        if (event === 'pusher:connection_established') {
          this.#socketId = told.socket_id ?? ''
          resolve()
        } else if (event === 'pusher:ping') {
          this.#send('pusher:pong', {})
        } else if (event === 'sync' && told.from === null) {
          this.#heard(told.head ?? 0)
        }
      })
    })
  }

  #send(event: string, data: object): void {
    this.#socket?.send(JSON.stringify({ event, data }))
  }
}
