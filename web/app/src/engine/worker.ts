import { startHost } from './host'

// One engine for all pages of a browser that are of one version: the name of this file changes with what is in it.
const host = startHost()

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports
  if (port !== undefined) {
    host.connect(port)
  }
})
