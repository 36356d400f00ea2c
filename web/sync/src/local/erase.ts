const COPY = /^parley-\d+$/

/** What a user's copy is called. */
export const copyName = (userId: string): string => `parley-${userId}`

const erase = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error ?? new Error(`${name} cannot be deleted`))
  })

/** Deletes everybody's copy from this device, except that of one user. */
export const eraseCopies = async (exceptUserId: string | null = null): Promise<void> => {
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
  const kept = exceptUserId === null ? '' : copyName(exceptUserId)
  await Promise.all(names.filter((name) => COPY.test(name) && name !== kept).map(erase))
}
