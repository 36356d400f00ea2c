import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { IconButton } from './IconButton'
import { useOpener } from './useOpener'

interface Props {
  title: string
  onClose: () => void
  children: ReactNode
  description?: string
}

/** A sheet in the middle; on a phone at the bottom. It is open as long as it is drawn; focus returns afterwards. */
export const Dialog = ({ title, onClose, children, description }: Props) => {
  const { t } = useTranslation()
  const giveBack = useOpener()
  return (
    <Radix.Root open onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <div className="fixed inset-0 z-40 animate-fade bg-scrim" aria-hidden="true" />
        <Radix.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          onCloseAutoFocus={giveBack}
          className="fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] animate-rise flex-col rounded-t-card bg-panel pb-[env(safe-area-inset-bottom)] shadow-lift outline-none md:inset-x-auto md:bottom-auto md:left-1/2 md:top-[14dvh] md:max-h-[72dvh] md:w-[420px] md:-translate-x-1/2 md:rounded-card"
        >
          <div className="flex items-center gap-2 py-3 pl-5 pr-3">
            <Radix.Title className="m-0 flex-1 text-lg font-semibold">{title}</Radix.Title>
            <IconButton icon={X} label={t('common.close')} onClick={onClose} />
          </div>
          {description !== undefined && (
            <Radix.Description className="m-0 px-5 pb-4 text-muted">{description}</Radix.Description>
          )}
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
