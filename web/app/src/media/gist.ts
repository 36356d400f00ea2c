import type { TFunction } from 'i18next'
import type { AttachedFile } from './attached'

interface Said {
  readonly kind?: string | null | undefined
  readonly text?: string | null | undefined
  readonly file?: AttachedFile | null | undefined
}

/** A message in one line: its words, or what it is if it has none. */
export const gistOf = ({ kind, text, file }: Said, t: TFunction): string => {
  if (text || (kind !== 'image' && kind !== 'file')) {
    return text ?? ''
  }
  if (kind === 'image') {
    return t('list.photo')
  }
  switch (file?.kind) {
    case 'video':
      return t('media.video')
    case 'audio':
      return t('media.audio')
    default:
      return file?.name || t('list.file')
  }
}
