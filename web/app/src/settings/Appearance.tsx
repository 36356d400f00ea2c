import { Switch } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { language, setLanguage } from '../i18n'
import { enterSends, setEnterSends, setTextSize, TEXT_SIZES, textSize } from '../lib/preferences'
import { setTheme, theme } from '../lib/theme'
import { Choice } from './Choice'
import { Section } from './Section'

/** How it looks and behaves on this device. */
export const Appearance = () => {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(theme)
  const [size, setSize] = useState(textSize)
  const [sends, setSends] = useState(enterSends)
  return (
    <Section title={t('settings.appearance')}>
      <Choice
        label={t('settings.theme')}
        value={chosen}
        options={[
          { value: 'light', label: t('settings.light') },
          { value: 'dark', label: t('settings.dark') },
          { value: 'system', label: t('settings.system') },
        ]}
        onChange={(next) => {
          setTheme(next)
          setChosen(next)
        }}
      />
      <Choice
        label={t('settings.language')}
        value={language()}
        options={[
          { value: 'en', label: 'English', lang: 'en' },
          { value: 'zh-CN', label: '简体中文', lang: 'zh-CN' },
        ]}
        onChange={(next) => void setLanguage(next)}
      />
      <Choice
        label={t('settings.textSize')}
        value={size}
        options={TEXT_SIZES.map((value) => ({ value, label: t(`settings.${value}`) }))}
        onChange={(next) => {
          setTextSize(next)
          setSize(next)
        }}
      />
      <label className="flex items-center justify-between gap-4">
        <span>
          {t('settings.enterSends')}
          <span className="block text-sm text-muted">{t('settings.enterSendsHint')}</span>
        </span>
        <Switch.Root
          checked={sends}
          onCheckedChange={(on) => {
            setEnterSends(on)
            setSends(on)
          }}
          className="h-6.5 w-11 shrink-0 rounded-full bg-control/70 p-0.75 transition-colors duration-[var(--quick)] data-[state=checked]:bg-brand"
        >
          <Switch.Thumb className="block size-5 rounded-full bg-[white] shadow-card transition-transform duration-[var(--quick)] data-[state=checked]:translate-x-4.5" />
        </Switch.Root>
      </label>
    </Section>
  )
}
