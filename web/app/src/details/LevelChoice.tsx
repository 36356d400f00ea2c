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
    <label className="mt-4 grid gap-1.5 text-sm font-semibold">
      {t('notify.level')}
      <select
        value={me.notify_level ?? ''}
        onChange={({ target }) => {
          const level = isLevel(target.value) ? target.value : null
          void attempt(() => messenger.setLevel(id, level))
        }}
        className="h-10 rounded-box border border-control bg-panel px-2.5 text-base font-normal"
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
