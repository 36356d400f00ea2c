import type { Conversation, Level } from '@parley/sync'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useMessages, useMessenger } from '../lib/hooks'

const LEVELS: readonly Level[] = ['all', 'mentions', 'none']

const isLevel = (text: string): text is Level => LEVELS.some((one) => one === text)

/** Of what the reader wants to be told in this conversation. */
export const LevelChoice = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const messenger = useMessenger()
  const usual = useMessages((state) => state.notify?.level)
  const { id, me } = conversation
  return (
    <label className="mt-3 flex items-center justify-between gap-3 text-base">
      {t('notify.level')}
      <select
        value={me.notify_level ?? ''}
        onChange={({ target }) => {
          const level = isLevel(target.value) ? target.value : null
          void attempt(() => messenger.setLevel(id, level))
        }}
        className="h-9 max-w-[60%] rounded-box border border-control bg-panel px-2 text-sm"
      >
        <option value="">
          {t('notify.usual', { level: t(`notify.${usual !== undefined && isLevel(usual) ? usual : 'all'}`) })}
        </option>
        {LEVELS.map((level) => (
          <option key={level} value={level}>
            {t(`notify.${level}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
