import type { Picked } from '@parley/sync'

/** How many files can be sent at once. */
export const MOST_FILES = 20

/** What a server takes that does not say so, in bytes. */
const USUAL_LARGEST = 256 * 1024 * 1024

/** What the server shows as images; all others go as files. */
const IMAGES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']

/** A file that was picked, and whether it can be sent. */
export interface Choice {
  readonly key: number
  readonly blob: File
  readonly picked: Picked
  /** An address of a picture for this page; null for all else. */
  readonly preview: string | null
  readonly refused: 'too-large' | 'empty' | null
}

const sizeOf = async (address: string): Promise<{ width: number; height: number } | null> => {
  const image = new Image()
  image.src = address
  try {
    await image.decode()
    return { width: image.naturalWidth, height: image.naturalHeight }
  } catch {
    return null
  }
}

/** By what a pasted picture is called that has no name. */
const nameOf = (file: File): string => file.name || `image.${file.type.split('/')[1] ?? 'png'}`

const kindOf = (type: string): Picked['kind'] => {
  const [main] = type.split('/')
  return main === 'video' || main === 'audio' ? main : 'file'
}

let last = 0

/** Looks at a file: what it is, how large, whether the server would take it. */
export const choiceOf = async (blob: File, largest: number): Promise<Choice> => {
  const { type, size } = blob
  const refused = size === 0 ? 'empty' : size > largest ? 'too-large' : null
  const plain: Picked = { name: nameOf(blob), type, kind: kindOf(type), size, width: null, height: null }
  const choice = { key: ++last, blob, picked: plain, preview: null, refused } as const
  if (refused !== null || !IMAGES.includes(type)) {
    return choice
  }
  const preview = URL.createObjectURL(blob)
  const box = await sizeOf(preview)
  if (box === null) {
    URL.revokeObjectURL(preview)
    return choice
  }
  return { ...choice, preview, picked: { ...plain, kind: 'image', ...box } }
}

/** How large a file may be, in bytes: the server tells. */
export const largestFile = async (): Promise<number> => {
  const answer = await fetch('/api/media/uploads', { method: 'OPTIONS' }).catch(() => null)
  return Number(answer?.headers.get('Tus-Max-Size')) || USUAL_LARGEST
}
