import { noteOf, type Opening, type Push, tagOf, type Telling } from '../notify/note'

/** Shows what the server pushes, unless somebody looks at the app: then the page shows it. */
const shown = async (worker: ServiceWorkerGlobalScope, push: Push): Promise<void> => {
  await worker.navigator.setAppBadge?.(push.badge).catch(() => undefined)
  const pages = await worker.clients.matchAll({ type: 'window' })
  if (push.kind !== 'test' && pages.some((page) => page.focused)) {
    return
  }
  const { title, options } = noteOf(push)
  await worker.registration.showNotification(title, options)
}

/** A page tells of what it has heard; it makes the sound itself, if there is to be one. */
const told = async (worker: ServiceWorkerGlobalScope, telling: Telling): Promise<void> => {
  if (telling.kind === 'show') {
    const { title, options } = noteOf(telling.push)
    await worker.registration.showNotification(title, { ...options, silent: true })
  } else {
    const notes = await worker.registration.getNotifications({ tag: tagOf(telling.conversation) })
    notes.forEach((note) => note.close())
  }
}

/** Brings what a notification tells of before somebody's eyes: in a page that is open, else in a new one. */
const opened = async (worker: ServiceWorkerGlobalScope, path: string): Promise<void> => {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = pages.find((one) => one.visibilityState === 'visible') ?? pages[0]
  if (page === undefined) {
    await worker.clients.openWindow(path)
    return
  }
  const opening: Opening = { kind: 'open', path }
  page.postMessage(opening)
  await page.focus().catch(() => undefined) // the browser may want a real click
}

export const takePushes = (worker: ServiceWorkerGlobalScope): void => {
  worker.addEventListener('push', (event) => {
    const push = event.data?.json() as Push | undefined
    if (push !== undefined) {
      event.waitUntil(shown(worker, push))
    }
  })
  worker.addEventListener('message', (event) => {
    event.waitUntil(told(worker, event.data as Telling))
  })
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close()
    const data = event.notification.data as { path?: string } | null
    event.waitUntil(opened(worker, data?.path ?? '/'))
  })
}
