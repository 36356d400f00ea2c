import { isProblem } from '@parley/sync'
import { type ReactNode, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { PasswordField } from '../auth/PasswordField'
import { attempt } from '../lib/errors'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'

type Work = (proof: { password: string | null }) => Promise<void>

/**
 * Runs what the server allows shortly after a sign-in only, or with the password: asks for it when it is needed, and
 * says in a toast what went wrong.
 */
export const useProof = (): { prove: (work: Work) => void; dialog: ReactNode } => {
  const { t } = useTranslation()
  const [waiting, setWaiting] = useState<Work | null>(null)
  const [password, setPassword] = useState('')
  const prove = (work: Work): void =>
    void attempt(async () => {
      try {
        await work({ password: null })
      } catch (error) {
        if (!isProblem(error, 'proof-required')) {
          throw error
        }
        setWaiting(() => work)
      }
    })
  const close = (): void => {
    setWaiting(null)
    setPassword('')
  }
  const go = async (work: Work): Promise<void> => {
    if (await attempt(() => work({ password }))) {
      close()
    }
  }
  const dialog = waiting && (
    <Dialog title={t('ways.proofTitle')} description={t('ways.proofHint')} onClose={close}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void go(waiting)
        }}
      >
        <PasswordField
          label={t('settings.presentPassword')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" disabled={password === ''} className="justify-self-end">
          {t('ways.goOn')}
        </Button>
      </form>
    </Dialog>
  )
  return { prove, dialog }
}
