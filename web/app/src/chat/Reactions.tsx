import type { Message } from '@parley/sync'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessenger } from '../lib/hooks'

/** The emoji below a message; pressing one adds or takes back one's own. */
export const Reactions = ({ message, enabled }: { message: Message; enabled: boolean }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  if (message.reactions.length === 0) {
    return null
  }
  return (
    <span className="mt-1.5 flex flex-wrap gap-1">
      {message.reactions.map(({ emoji, count, mine }) => (
        <button
          key={emoji}
          type="button"
          disabled={!enabled}
          aria-pressed={mine ?? false}
          aria-label={t('chat.reaction', { emoji, count })}
          onClick={() => void attempt(() => messenger.react(message.conversation_id, message.seq, emoji, !mine))}
          className="tnum flex h-6.5 items-center gap-1 rounded-full border border-transparent bg-text/7 px-2 text-xs aria-pressed:border-brand aria-pressed:bg-brand/20"
        >
          <span className="text-[14px] leading-none">{emoji}</span>
          {count > 1 && count}
        </button>
      ))}
    </span>
  )
}
