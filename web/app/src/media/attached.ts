import type { Message, Pending } from '@parley/sync'

/** A file as a message shows it, whether the server has it yet or not. */
export interface AttachedFile {
  /** Null while only this device has it. */
  readonly id: string | null
  readonly name: string
  readonly kind: string
  readonly size: number
  readonly width: number | null
  readonly height: number | null
  readonly placeholder: string | null
}

interface Row {
  readonly message: Message | null
  readonly pending: Pending | null
}

/** The file of a message; null if it has none, or no longer. */
export const attachedTo = ({ message, pending }: Row): AttachedFile | null => {
  if (message !== null) {
    const { file } = message
    return file
      ? { ...file, width: file.width ?? null, height: file.height ?? null, placeholder: file.placeholder ?? null }
      : null
  }
  return pending?.file ?? null
}
