import type { TFunction } from 'i18next'
import type { State } from '@parley/sync'
import { useTranslation } from '../i18n/useTranslation'
import { useMessages } from '../lib/hooks'
import { nameOf } from '../lib/names'

/** Who is typing, in words; empty for nobody. */
export const typingText = (state: State, id: string, t: TFunction): string => {
  const names = (state.typing.get(id) ?? []).map((one) => nameOf(state, one.userId, t))
  const [a, b] = names
  if (a === undefined) {
    return ''
  }
  if (b === undefined) {
    return t('chat.typingOne', { name: a })
  }
  return names.length === 2 ? t('chat.typingTwo', { a, b }) : t('chat.typingMany', { count: names.length })
}

/** Above the composer; its place is always there, so that nothing moves. */
export const TypingLine = ({ id }: { id: string }) => {
  const { t } = useTranslation()
  const text = useMessages((state) => typingText(state, id, t))
  return (
    <div className="mx-auto flex h-6 w-full max-w-[1128px] items-center gap-2 px-6 text-sm text-muted max-md:px-4">
      {text !== '' && (
        <>
          <span className="flex gap-0.5" aria-hidden="true">
            {[0, 160, 320].map((delay) => (
              <i
                key={delay}
                className="size-1.25 animate-dot rounded-full bg-faint"
                style={{ animationDelay: `${delay}ms` }}
              />
            ))}
          </span>
          <span className="truncate">{text}</span>
        </>
      )}
    </div>
  )
}
