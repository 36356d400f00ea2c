import { addressOf } from './address'
import type { AttachedFile } from './attached'
import { FileRow } from './FileRow'

interface Props {
  id: string
  file: AttachedFile
}

/** A film or a sound that plays where it stands. */
const Player = ({ id, file }: Props) =>
  file.kind === 'video' ? <Film id={id} file={file} /> : <Sound id={id} file={file} />

/** Nobody knows its size before, so it gets the usual one. */
const Film = ({ id, file }: Props) => (
  <video
    controls
    playsInline
    preload="metadata"
    aria-label={file.name}
    src={addressOf(id)}
    className="block aspect-video w-full rounded-[14px] bg-[black] object-contain"
  />
)

const Sound = ({ id, file }: Props) => (
  <div className="w-70 max-w-full pb-0.5">
    <FileRow file={file} />
    <audio controls preload="none" aria-label={file.name} src={addressOf(id)} className="mt-1 block h-10 w-full" />
  </div>
)

export default Player
