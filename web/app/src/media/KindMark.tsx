import { Image, Paperclip } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'

/** Before the words of a message in short: that it has a picture or a file. */
export const KindMark = ({ kind }: { kind: string | undefined }) => {
  const { t } = useTranslation()
  if (kind !== 'image' && kind !== 'file') {
    return null
  }
  const Icon = kind === 'image' ? Image : Paperclip
  return (
    <Icon
      size={14}
      strokeWidth={1.8}
      role="img"
      aria-label={t(kind === 'image' ? 'list.photo' : 'list.file')}
      className="mr-1 inline-block shrink-0 align-[-2px]"
    />
  )
}
