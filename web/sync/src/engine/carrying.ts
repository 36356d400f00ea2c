import { Problem } from '../api/problem'
import { arrivedFile, type Pending, type PendingFile } from '../state/state'
import { bring, giveUp } from './bringing'
import { OneAtATime, type Parts } from './parts'
import { Persistence } from './persistence'

/** What waits to be sent, as the carrying of its files sees it. */
export interface Waiting {
  of: (conversationId: string) => readonly Pending[]
  change: (conversationId: string, clientMsgId: string, by: (pending: Pending) => Pending) => void
  refused: (pending: Pending, code: string) => void
  /** A file is there: its message can go. */
  ready: (conversationId: string) => void
}

/**
 * Brings the files of messages to the server: those of a conversation one after the other, so that they come in the
 * order in which they were picked; words meanwhile go on beside them.
 */
export class Carrying {
  readonly #parts: Parts
  readonly #waiting: Waiting
  readonly #turns = new OneAtATime()
  readonly #persistence: Persistence
  readonly #blobs = new Map<string, Blob>()
  readonly #running = new Map<string, AbortController>()

  constructor(parts: Parts, waiting: Waiting) {
    this.#parts = parts
    this.#waiting = waiting
    this.#persistence = new Persistence(parts.timings)
  }

  /** Keeps a message and its file on this device, and brings the file. Returns when both are kept. */
  async keep(pending: Pending, blob: Blob): Promise<void> {
    const { clientMsgId, conversationId } = pending
    this.#blobs.set(clientMsgId, blob)
    this.run(conversationId)
    await this.#parts.local.keepFile(pending, blob).then(
      () => this.#blobs.delete(clientMsgId),
      () => undefined, // a full disk does not hold up a file, as long as the page is there
    )
  }

  run(conversationId: string): void {
    void this.#turns.run(conversationId, () =>
      this.#persistence.run(
        () => this.#waiting.of(conversationId).find((one) => one.file?.id === null && one.failed === null),
        (pending) => this.#bring(pending),
        (pending, code) => this.#waiting.refused(pending, code),
      ),
    )
  }

  /** The bytes of a file that waits. */
  async blob(clientMsgId: string): Promise<Blob | null> {
    return this.#blobs.get(clientMsgId) ?? (await this.#parts.local.blob(clientMsgId))
  }

  /** Nobody wants this any more. */
  cancel({ clientMsgId, file }: Pending): void {
    this.#running.get(clientMsgId)?.abort()
    this.forget(clientMsgId)
    if (file?.id === null && file.uploadId !== null) {
      void giveUp(this.#parts.api, file.uploadId).catch(() => undefined) // else it expires
    }
  }

  forget(clientMsgId: string): void {
    this.#blobs.delete(clientMsgId)
  }

  wake(): void {
    this.#persistence.wake()
  }

  stop(): void {
    this.#persistence.stop()
    this.#running.forEach((one) => one.abort())
  }

  async #bring(pending: Pending): Promise<void> {
    const { clientMsgId, conversationId, file } = pending
    if (file === null) {
      return
    }
    const blob = await this.blob(clientMsgId)
    if (blob === null) {
      throw new Problem(410, 'file-gone', 'The file is no longer on this device.', [], null)
    }
    const abort = new AbortController()
    this.#running.set(clientMsgId, abort)
    try {
      const held = await bring(this.#parts.api, {
        blob,
        name: file.name,
        uploadId: file.uploadId,
        tell: (uploadId, sent) => this.#moved(pending, uploadId, sent),
        signal: abort.signal,
      })
      this.#change(conversationId, clientMsgId, (one) => arrivedFile(one, held))
      this.#save(conversationId, clientMsgId)
      this.#waiting.ready(conversationId)
    } catch (error) {
      if (!abort.signal.aborted) {
        throw error
      }
    } finally {
      this.#running.delete(clientMsgId)
    }
  }

  #moved({ conversationId, clientMsgId }: Pending, uploadId: string | null, sent: number): void {
    this.#change(conversationId, clientMsgId, (file) => ({ ...file, uploadId, sent }))
    this.#save(conversationId, clientMsgId)
  }

  #change(conversationId: string, clientMsgId: string, by: (file: PendingFile) => PendingFile): void {
    this.#waiting.change(conversationId, clientMsgId, (one) =>
      one.file === null ? one : { ...one, file: by(one.file) },
    )
  }

  #find(conversationId: string, clientMsgId: string): Pending | undefined {
    return this.#waiting.of(conversationId).find((one) => one.clientMsgId === clientMsgId)
  }

  #save(conversationId: string, clientMsgId: string): void {
    const pending = this.#find(conversationId, clientMsgId)
    if (pending !== undefined) {
      void this.#parts.local.keepPending(pending).catch(() => undefined)
    }
  }
}
