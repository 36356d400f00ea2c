import { Download, FileArchive, FileText, Film, Image, type LucideIcon, Music } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { useLanguage } from '../lib/hooks'
import { downloadOf } from './address'
import type { AttachedFile } from './attached'
import { partsOfName, sizeText } from './format'

const ARCHIVE = /\.(?:zip|gz|tgz|bz2|xz|zst|7z|rar|tar)$/i
const KINDS: Record<string, LucideIcon> = { image: Image, video: Film, audio: Music }

export const iconOf = ({ kind, name }: Pick<AttachedFile, 'kind' | 'name'>): LucideIcon =>
  KINDS[kind] ?? (ARCHIVE.test(name) ? FileArchive : FileText)

/** A name that is cut in its middle where there is no room, so that its end is always seen. */
export const FileName = ({ name, className = '' }: { name: string; className?: string }) => {
  const [head, tail] = partsOfName(name)
  return (
    <bdi title={name} className={`flex min-w-0 ${className}`}>
      <span className="truncate whitespace-pre">{head}</span>
      <span className="shrink-0 whitespace-pre">{tail}</span>
    </bdi>
  )
}

interface Props {
  file: AttachedFile
  /** In place of the size, such as how far it is sent. */
  told?: string | undefined
  /** In place of the icon. */
  badge?: ReactNode
}

/** A file in a message: what it is, how large, and a way to have it. */
export const FileRow = ({ file, told, badge }: Props) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const Icon = iconOf(file)
  const words = (
    <span className="grid min-w-0 flex-1 gap-px text-left">
      <FileName name={file.name || t('list.file')} className="font-medium leading-5" />
      <span className={`tnum truncate text-xs opacity-80 ${badge === undefined ? 'pr-20' : ''}`}>
        {told ?? sizeText(file.size, language)}
      </span>
    </span>
  )
  if (file.id === null || badge !== undefined) {
    return (
      <span className="flex min-w-60 max-w-full items-center gap-3 py-1">
        {badge}
        {words}
      </span>
    )
  }
  return (
    <a
      href={downloadOf(file.id)}
      download={file.name}
      aria-label={t('media.downloadOf', { name: file.name, size: sizeText(file.size, language) })}
      className="group/file flex min-w-60 max-w-full items-center gap-3 rounded-box py-1 text-current no-underline"
    >
      <span className="relative grid size-10 shrink-0 place-items-center rounded-box bg-brand text-brand-ink transition-colors duration-[var(--quick)] group-hover/file:bg-brand-hover">
        <Icon size={20} strokeWidth={1.8} aria-hidden="true" className="group-hover/file:invisible" />
        <Download
          size={20}
          strokeWidth={1.8}
          aria-hidden="true"
          className="invisible absolute group-hover/file:visible"
        />
      </span>
      {words}
    </a>
  )
}
