import type { Api } from '../api/client'
import { unwrap } from '../api/client'
import { problemOf } from '../api/problem'
import type { MediaFile } from '../api/types'

/** Up to this size a file goes in one request, in bytes; above it in pieces, which can go on after a break. */
export const ONE_REQUEST = 512 * 1024

/** The size of a piece: small on a slow line, so that it can be seen to move and little is lost. In bytes. */
const LEAST_PIECE = 256 * 1024
const MOST_PIECE = 8 * 1024 * 1024
/** A piece that is through sooner makes the next one larger, one that takes longer makes it smaller; in milliseconds. */
const SOON_MS = 500
const LATE_MS = 3_000

const BYTES = { 'Content-Type': 'application/octet-stream' }
const TUS = { 'Tus-Resumable': '1.0.0' }
const PIECE = { ...TUS, 'Content-Type': 'application/offset+octet-stream' }

export interface Bringing {
  readonly blob: Blob
  readonly name: string
  /** Of an upload that was begun earlier. */
  readonly uploadId: string | null
  /** Told how far it is, and under which id it can go on; null for none. */
  readonly tell: (uploadId: string | null, sent: number) => void
  readonly signal: AbortSignal
}

/** Brings a file to the server, whole or in pieces. What a broken line lost is sent again, and nothing else. */
export const bring = async (api: Api, given: Bringing): Promise<MediaFile> => {
  const { blob, name, signal } = given
  if (blob.size > ONE_REQUEST) {
    return inPieces(api, given)
  }
  return unwrap(
    api.POST('/api/media', {
      params: { query: { name } },
      body: await blob.arrayBuffer(),
      bodySerializer: (body) => body as ArrayBuffer,
      headers: BYTES,
      signal,
    }),
  )
}

/** Gives up an upload that has begun. */
export const giveUp = async (api: Api, uploadId: string): Promise<void> => {
  await api.DELETE('/api/media/uploads/{id}', { params: { path: { id: uploadId } }, headers: TUS })
}

const inPieces = async (api: Api, given: Bringing): Promise<MediaFile> => {
  const known = given.uploadId === null ? null : await goOn(api, given, given.uploadId)
  if (known !== null && 'file' in known) {
    return known.file
  }
  const { id, offset } = known ?? { id: await begin(api, given), offset: 0 }
  given.tell(id, offset)
  await append(api, given, id, offset)
  return unwrap(api.GET('/api/media/{id}', { params: { path: { id } }, signal: given.signal }))
}

const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))

const begin = async (api: Api, { blob, name, signal }: Bringing): Promise<string> => {
  const headers = { ...TUS, 'Upload-Length': String(blob.size), 'Upload-Metadata': `filename ${base64(name)}` }
  const { response, error } = await api.POST('/api/media/uploads', { headers, signal })
  const id = /\/(\d+)$/.exec(response.headers.get('Location') ?? '')?.[1]
  if (!response.ok || id === undefined) {
    throw problemOf(response, error)
  }
  return id
}

/** Where an upload stands that was begun earlier; the file, if all of it has come; null if it is no longer there. */
const goOn = async (
  api: Api,
  { signal }: Bringing,
  id: string,
): Promise<{ id: string; offset: number } | { file: MediaFile } | null> => {
  const params = { path: { id } }
  const { response, error } = await api.HEAD('/api/media/uploads/{id}', { params, headers: TUS, signal })
  if (response.ok) {
    return { id, offset: offsetOf(response) }
  }
  if (response.status !== 404) {
    throw problemOf(response, error)
  }
  // the answer to the last piece may have been lost
  const whole = await api.GET('/api/media/{id}', { params, signal })
  if (whole.response.status === 404) {
    return null
  }
  return { file: await unwrap(Promise.resolve(whole)) }
}

const offsetOf = (response: Response): number => Number(response.headers.get('Upload-Offset'))

const append = async (api: Api, { blob, tell, signal }: Bringing, id: string, from: number): Promise<void> => {
  let piece = LEAST_PIECE
  for (let offset = from; offset < blob.size;) {
    const begun = Date.now()
    const { response, error } = await api.PATCH('/api/media/uploads/{id}', {
      params: { path: { id } },
      headers: { ...PIECE, 'Upload-Offset': String(offset) },
      body: await blob.slice(offset, offset + piece).arrayBuffer(),
      bodySerializer: (body) => body as ArrayBuffer,
      signal,
    })
    if (response.status === 409) {
      throw new TypeError('an earlier piece is still on its way') // asked anew where it stands, a little later
    }
    if (response.status === 404) {
      tell(null, 0)
      throw new TypeError('the upload has expired') // it begins anew
    }
    if (!response.ok) {
      throw problemOf(response, error)
    }
    offset = offsetOf(response)
    tell(id, offset)
    const took = Date.now() - begun
    piece = took < SOON_MS ? Math.min(piece * 2, MOST_PIECE) : took > LATE_MS ? Math.max(piece / 2, LEAST_PIECE) : piece
  }
}
