import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button'
import { Dialog } from './Dialog'

export interface Question {
  title: string
  hint: string
  action: string
  danger: boolean
  run: () => Promise<unknown>
}

/** Asks once more before what cannot be undone. */
export const Confirm = ({ question, onClose }: { question: Question | null; onClose: () => void }) => {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  if (question === null) {
    return null
  }
  const go = async (): Promise<void> => {
    setBusy(true)
    await question.run()
    setBusy(false)
    onClose()
  }
  return (
    <Dialog open title={question.title} description={question.hint} onClose={onClose}>
      <div className="flex justify-end gap-2">
        <Button kind="plain" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button kind={question.danger ? 'danger' : 'primary'} disabled={busy} onClick={() => void go()}>
          {question.action}
        </Button>
      </div>
    </Dialog>
  )
}
