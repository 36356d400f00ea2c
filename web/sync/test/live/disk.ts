import { IDBFactory } from 'fake-indexeddb'

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('not read'))
  })

/** What a device keeps. Whoever dies loses what was not handed over yet. */
export class Disk {
  readonly #factory = new IDBFactory()

  /** The keys of a table, after all that was begun to be written before. */
  async keys(database: string, table: string): Promise<IDBValidKey[]> {
    await new Promise((resolve) => setImmediate(resolve))
    const open = await done(this.#factory.open(database))
    try {
      return await done(open.transaction(table).objectStore(table).getAllKeys())
    } finally {
      open.close()
    }
  }

  /** Everything that one visit opens; `die` closes it for good. */
  visit(): { factory: IDBFactory; die: () => void } {
    const open: IDBDatabase[] = []
    let isDead = false
    const factory = new Proxy(this.#factory, {
      get: (target, name) => {
        if (name !== 'open') {
          const found: unknown = Reflect.get(target, name)
          return typeof found === 'function' ? (found.bind(target) as unknown) : found
        }
        return (database: string, version?: number): IDBOpenDBRequest => {
          if (isDead) {
            throw new DOMException('gone', 'InvalidStateError')
          }
          const request = target.open(database, version)
          request.addEventListener('success', () => open.push(request.result))
          return request
        }
      },
    })
    return {
      factory,
      die: () => {
        isDead = true
        open.forEach((one) => one.close())
      },
    }
  }
}
