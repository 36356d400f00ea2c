import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { Button } from './Button'
import type { Question } from './Confirm'
import { Dialog } from './Dialog'

const ConfirmDialog = ({ question, onClose }: { question: Question; onClose: () => void }) => {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const go = async (): Promise<void> => {
    setBusy(true)
    await question.run()
    setBusy(false)
    onClose()
  }
  return (
    <Dialog title={question.title} description={question.hint} onClose={onClose}>
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

export default ConfirmDialog
