import { PAGES } from './pages'
import { takePushes } from './pushes'

declare const self: ServiceWorkerGlobalScope

/** What the build has made; it is filled in there. */
declare const PARLEY_SHELL: {
  version: string
  /** SHA-256 of the page, in hex: one that is newer than this script does not go with these files. */
  page: string
  files: string[]
}

/**
 * Answers with the page and its files from this device, so that the app starts without a server, and shows what is
 * pushed. Nothing else is kept here or answered: what is private stands in the database of the signed-in user alone.
 */
const PREFIX = 'parley-shell-'
const CACHE = PREFIX + PARLEY_SHELL.version
const PAGE = '/'

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, '0')).join('')

const fetchPage = async (): Promise<Response> => {
  const response = await fetch(PAGE, { cache: 'no-cache' })
  const content = await response.clone().arrayBuffer()
  if (!response.ok || hex(await crypto.subtle.digest('SHA-256', content)) !== PARLEY_SHELL.page) {
    throw new Error('the page is of another version')
  }
  return response
}

/** A file of that name is always the same, so one of an earlier version will do. */
const fetchFile = async (file: string): Promise<Response> => {
  const response = (await caches.match(file, { ignoreVary: true })) ?? (await fetch(file))
  if (!response.ok) {
    throw new Error(`${file}: ${response.status}`)
  }
  return response
}

const fill = async (): Promise<void> => {
  const page = await fetchPage()
  const cache = await caches.open(CACHE)
  await Promise.all(PARLEY_SHELL.files.map(async (file) => cache.put(file, await fetchFile(file))))
  await cache.put(PAGE, page)
}

/** Pages of the last version are still open and may want more of its files; those before it are forgotten. */
const forgetOld = async (): Promise<void> => {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE)
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
}

const page = async (request: Request): Promise<Response> => {
  const cache = await caches.open(CACHE)
  return (await cache.match(PAGE, { ignoreVary: true })) ?? fetch(request)
}

const file = async (request: Request): Promise<Response> =>
  (await caches.match(request, { ignoreVary: true })) ?? fetch(request)

takePushes(self)

self.addEventListener('install', (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOld().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) {
    return
  }
  if (request.mode === 'navigate' && PAGES.test(pathname)) {
    event.respondWith(page(request))
  } else if (pathname.startsWith('/assets/')) {
    event.respondWith(file(request))
  }
})
