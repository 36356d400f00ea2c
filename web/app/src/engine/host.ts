import { Host, makeMessenger } from '@parley/sync/engine'

/** The engine's home; the same in a shared worker and in a page. */
export const startHost = (): Host =>
  new Host({
    origin: location.origin,
    fetch: (request) => fetch(request),
    make: (me, api) => makeMessenger(me, api, location),
  })
