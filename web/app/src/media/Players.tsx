import { addressOf } from './address'
import type { AttachedFile } from './attached'
import { FileRow } from './FileRow'

/** A film that plays where it stands. Nobody knows its size before, so it gets the usual one. */
export const Film = ({ id, name }: { id: string; name: string }) => (
  <video
    controls
    playsInline
    preload="metadata"
    aria-label={name}
    src={addressOf(id)}
    className="block aspect-video w-full rounded-[14px] bg-[black] object-contain"
  />
)

/** A sound that plays where it stands. */
export const Sound = ({ id, file }: { id: string; file: AttachedFile }) => (
  <div className="w-70 max-w-full pb-0.5">
    <FileRow file={file} />
    <audio controls preload="none" aria-label={file.name} src={addressOf(id)} className="mt-1 block h-10 w-full" />
  </div>
)
