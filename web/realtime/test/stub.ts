import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  path: string
  query: URLSearchParams
  body: Record<string, unknown>
  fromPort: number | undefined
}

export interface Told {
  status: number
  body?: string
  headers?: Record<string, string>
}

/** A server that takes requests down, and answers them by their number, counted from 0. */
export class Stub {
  readonly asked: Asked[] = []
  answers: (number: number) => Told | null = () => ({ status: 200 })
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(): Promise<Stub> {
    const server = createServer()
    const stub = new Stub(server)
    server.on('request', async (request: IncomingMessage, response) => {
      let text = ''
      for await (const part of request) {
        text += String(part)
      }
      const url = new URL(request.url ?? '', 'http://stub')
      const told = stub.answers(stub.asked.length)
      const body = JSON.parse(text || '{}') as Record<string, unknown>
      stub.asked.push({ path: url.pathname, query: url.searchParams, body, fromPort: request.socket.remotePort })
      if (told !== null) {
        response.writeHead(told.status, told.headers).end(told.body ?? '{}')
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return stub
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}
