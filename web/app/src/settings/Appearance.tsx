import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { language, setLanguage } from '../i18n'
import { enterSends, setEnterSends, setTextSize, TEXT_SIZES, textSize } from '../lib/preferences'
import { setTheme, theme } from '../lib/theme'
import { Choice } from './Choice'
import { Section } from './Section'
import { Toggle } from './Toggle'

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
      <Toggle
        label={t('settings.enterSends')}
        hint={t('settings.enterSendsHint')}
        on={sends}
        onChange={(on) => {
          setEnterSends(on)
          setSends(on)
        }}
      />
    </Section>
  )
}
