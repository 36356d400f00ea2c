import type { AppInfo } from './info'

/** Where clients and back ends find the server. */
export interface Endpoint {
  /** Ready for a URL: an IPv6 address stands in brackets. */
  readonly host: string
  readonly port: number
  readonly tls: boolean
  readonly pathPrefix: string
}

/** The parts of `window.location` that matter here. */
export interface PageAddress {
  readonly protocol: string
  readonly port: string
}

/**
 * The address to connect to. A page that came over https must use TLS whatever the server behind a proxy knows of
 * it, because browsers refuse a plain socket there; the port is then the page's own.
 */
export function endpointOf(info: AppInfo, page: PageAddress): Endpoint {
  const host = info.host.includes(':') && !info.host.startsWith('[') ? `[${info.host}]` : info.host
  const behindTls = page.protocol === 'https:' && !info.tls
  return {
    host,
    port: behindTls ? Number(page.port || 443) : info.port,
    tls: info.tls || behindTls,
    pathPrefix: info.pathPrefix,
  }
}

/** `host`, or `host:port` where the port is not the scheme's own. */
export function authorityOf(endpoint: Endpoint): string {
  const usual = endpoint.tls ? 443 : 80
  return endpoint.port === usual ? endpoint.host : `${endpoint.host}:${endpoint.port}`
}

/** For instance `http://localhost:8080`, without the path prefix. */
export function originOf(endpoint: Endpoint): string {
  return `${endpoint.tls ? 'https' : 'http'}://${authorityOf(endpoint)}`
}
