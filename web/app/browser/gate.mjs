import { createServer, request as requestOf } from 'node:http'
import { connect } from 'node:net'

/**
 * A gate before the server: while it is shut, nobody answers at its address, as if the server were stopped. It can also
 * let the server seem to have a newer version of the page, and make uploads slow.
 */
export const openGate = async (url) => {
  const { hostname, port } = new URL(url)
  const sockets = new Set()
  let isNewer = false
  let slowMs = 0
  let uploaded = 0
  const gate = createServer((request, response) => {
    const isScript = request.url === '/sw.js'
    const headers = isScript ? { host: request.headers.host } : request.headers
    const onward = requestOf({ hostname, port, method: request.method, path: request.url, headers }, (answer) => {
      const { etag, 'content-length': length, ...others } = answer.headers
      const ended = isScript && isNewer ? others : { ...others, etag, 'content-length': length }
      response.writeHead(answer.statusCode, JSON.parse(JSON.stringify(ended)))
      answer.on('data', (data) => response.write(data))
      answer.on('end', () => response.end(isScript && isNewer ? '\n// newer' : undefined))
    })
    onward.on('error', () => response.destroy())
    // whoever hangs up in the middle has hung up on the server too
    response.on('close', () => onward.destroy())
    if (request.method === 'PATCH') {
      setTimeout(() => {
        request.on('data', (data) => {
          uploaded += data.length
        })
        request.pipe(onward)
      }, slowMs)
    } else {
      request.pipe(onward)
    }
  })
  gate.on('upgrade', (request, socket) => {
    const onward = connect(Number(port), hostname, () => {
      const lines = request.rawHeaders.flatMap((word, i, all) => (i % 2 === 0 ? [`${word}: ${all[i + 1]}`] : []))
      onward.write([`GET ${request.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
    socket.on('close', () => onward.destroy())
  })
  gate.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const listen = (at) => new Promise((resolve) => gate.listen(at, '127.0.0.1', resolve))
  await listen(0)
  const at = gate.address().port
  const shut = () => {
    const closed = new Promise((resolve) => gate.close(resolve))
    sockets.forEach((socket) => socket.destroy())
    return closed
  }
  return {
    url: `http://127.0.0.1:${at}`,
    shut,
    open: () => listen(at),
    /** Before each piece of a file is let through, in milliseconds. */
    slow: (ms) => {
      slowMs = ms
    },
    /** How many bytes of pieces have come here. */
    uploaded: () => uploaded,
    beNewer: () => {
      isNewer = true
    },
  }
}
