import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { errorText } from '../lib/errors'
import type { Options } from '../lib/options'
import { askPasskey, isCalledOff, knowsPasskeys } from '../lib/passkeys'
import { session } from '../lib/session'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'

/** The ways in beside a password; nothing where the server offers none. */
export const OtherWays = ({ options }: { options: Options }) => {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const passkeys = options.passkeys && knowsPasskeys()
  if (!passkeys && options.providers.length === 0) {
    return null
  }
  const go = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setWrong(null)
    try {
      await work()
    } catch (error) {
      setWrong(isCalledOff(error) ? null : errorText(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="mt-5 grid gap-2 border-t border-line pt-5">
      {wrong !== null && <Notice kind="bad">{wrong}</Notice>}
      {options.providers.map(({ id, name }) => (
        <Button
          key={id}
          kind="plain"
          disabled={busy}
          onClick={() => void go(async () => location.assign(await session.wayTo(id)))}
        >
          {t('auth.signInWith', { name })}
        </Button>
      ))}
      {passkeys && (
        <Button kind="plain" disabled={busy} onClick={() => void go(() => session.signInWithPasskey(askPasskey))}>
          <KeyRound size={18} strokeWidth={1.8} aria-hidden="true" />
          {t('auth.signInWithPasskey')}
        </Button>
      )}
    </div>
  )
}
