import type { Conversation, Person } from '../api/types'
import { copyName } from './erase'

/** What a copy holds of the list. */
export interface Glance {
  readonly conversations: readonly Conversation[]
  readonly people: readonly Person[]
}

const opened = (name: string): Promise<IDBDatabase | null> =>
  new Promise((resolve) => {
    const request = indexedDB.open(name)
    // there is none, and nothing but the engine may make one
    request.onupgradeneeded = () => request.transaction?.abort()
    request.onerror = (event) => {
      event.preventDefault()
      resolve(null)
    }
    request.onsuccess = () => resolve(request.result)
  })

const all = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('not read'))
  })

/**
 * Reads the list from a user's copy on this device without an engine, which takes longer to start than a list to draw.
 * Writes nothing, and lets go of the copy at once.
 *
 * @returns null if there is no copy, or none that was ever complete
 */
export const glance = async (userId: string): Promise<Glance | null> => {
  const database = await opened(copyName(userId))
  if (database === null) {
    return null
  }
  try {
    const stores = database.transaction(['positions', 'conversations', 'people'])
    const [position, conversations, people] = await Promise.all([
      all<unknown>(stores.objectStore('positions').get('position')),
      all<Conversation[]>(stores.objectStore('conversations').getAll()),
      all<Person[]>(stores.objectStore('people').getAll()),
    ])
    return position === undefined ? null : { conversations, people }
  } catch {
    return null // an older form of the copy; the engine knows what to do with it
  } finally {
    database.close()
  }
}
