import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useChat } from '../chat/ChatContext'
import type { BubbleRow } from '../chat/rows'
import type { AttachedFile } from './attached'
import { FileRow } from './FileRow'
import { Picture } from './Picture'
import { usePreview } from './previews'

const Player = lazy(() => import('./Player'))
const Upload = lazy(() => import('./Upload'))

interface Props {
  row: BubbleRow
  file: AttachedFile
  /** What stands on an image in place of a line below it. */
  onTop: ReactNode
}

/** Whether it fills its bubble, edge to edge. */
export const isFilling = (file: AttachedFile | null): boolean =>
  file?.kind === 'image' || (file?.kind === 'video' && file.id !== null)

/** The file of a message, by what it is. */
export const Attachment = ({ row, file, onTop }: Props) => {
  const { t } = useTranslation()
  const { ask, selected } = useChat()
  const { message, pending } = row
  const preview = usePreview(
    row.mine && file.kind === 'image' ? (message?.client_msg_id ?? pending?.clientMsgId ?? null) : null,
    pending,
  )
  if (pending !== null && pending.seq === null && pending.failed === null) {
    return (
      <Suspense fallback={<Waiting file={file} preview={preview} />}>
        <Upload pending={pending} file={file} preview={preview} />
      </Suspense>
    )
  }
  if (file.kind === 'image') {
    const label = message?.text || t('media.photoNamed', { name: file.name })
    return (
      <Picture
        file={file}
        preview={preview}
        label={label}
        onOpen={message !== null && selected === null ? () => ask({ type: 'picture', message }) : null}
      >
        {onTop}
      </Picture>
    )
  }
  if (file.id !== null && (file.kind === 'video' || file.kind === 'audio')) {
    return (
      <Suspense fallback={<div className={file.kind === 'video' ? 'aspect-video w-full' : 'h-26 w-70 max-w-full'} />}>
        <Player id={file.id} file={file} />
      </Suspense>
    )
  }
  return <FileRow file={file} />
}

const Waiting = ({ file, preview }: { file: AttachedFile; preview: string | null }) =>
  file.kind === 'image' ? (
    <Picture file={file} preview={preview} label={file.name} onOpen={null} />
  ) : (
    <FileRow file={file} />
  )
