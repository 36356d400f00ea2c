import { unwrap } from '@parley/sync'
import { ImagePlus, Trash2 } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { attempt } from '../lib/errors'
import { session } from '../lib/session'
import { Button } from '../ui/Button'
import type { Shape } from './CropDialog'

const CropDialog = lazy(() => import('./CropDialog'))

interface Props {
  shape: Shape
  /** What is shown now; null for none. */
  current: string | null
  words: { readonly add: string; readonly change: string; readonly remove: string }
  /** Takes a file over, or none for an empty id. */
  onSave: (fileId: string) => Promise<unknown>
}

const upload = async (cut: Blob): Promise<string> => {
  const file = await unwrap(
    session.api.POST('/api/media', {
      params: { query: { name: 'picture.jpg' } },
      body: await cut.arrayBuffer(),
      bodySerializer: (body) => body as ArrayBuffer,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  )
  return file.id
}

/** Buttons by which a picture is chosen, cut and taken away. */
export const PictureEditor = ({ shape, current, words, onSave }: Props) => {
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  return (
    <div className="flex flex-wrap justify-center gap-x-1">
      <Button kind="quiet" className="h-9 px-2.5 text-sm" onClick={() => input.current?.click()}>
        <ImagePlus size={17} strokeWidth={1.8} aria-hidden="true" />
        {current === null ? words.add : words.change}
      </Button>
      {current !== null && (
        <Button kind="quiet" className="h-9 px-2.5 text-sm" onClick={() => void attempt(() => onSave(''))}>
          <Trash2 size={17} strokeWidth={1.8} aria-hidden="true" />
          {words.remove}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        data-picture-for={shape}
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null)
          event.target.value = ''
        }}
      />
      <Suspense>
        {file !== null && (
          <CropDialog
            file={file}
            shape={shape}
            onDone={async (cut) => onSave(await upload(cut))}
            onClose={() => setFile(null)}
          />
        )}
      </Suspense>
    </div>
  )
}
