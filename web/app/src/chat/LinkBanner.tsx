import { CloudOff, RefreshCw } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { useLasting, useMessages } from '../lib/hooks'

const FLICKER_MS = 1_000

/** A thin bar above the composer while the server is out of reach; nothing is ever in the way of reading. */
export const LinkBanner = () => {
  const { t } = useTranslation()
  const state = useMessages(({ link, syncing }) =>
    link === 'offline' ? 'offline' : link === 'connecting' ? 'connecting' : syncing ? 'syncing' : null,
  )
  const lasting = useLasting(state !== null, FLICKER_MS)
  if (!lasting || state === null) {
    return null
  }
  const Icon = state === 'offline' ? CloudOff : RefreshCw
  return (
    <p
      role="status"
      className="m-0 flex animate-fade items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 text-sm text-warn-text"
    >
      <Icon size={15} strokeWidth={1.9} aria-hidden="true" />
      {t(`link.${state}`)}
    </p>
  )
}
