import { lazy, Suspense } from 'react'

const ConfirmDialog = lazy(() => import('./ConfirmDialog'))

export interface Question {
  title: string
  hint: string
  action: string
  danger: boolean
  run: () => Promise<unknown>
}

/** Asks once more before what cannot be undone. */
export const Confirm = ({ question, onClose }: { question: Question | null; onClose: () => void }) =>
  question && (
    <Suspense>
      <ConfirmDialog question={question} onClose={onClose} />
    </Suspense>
  )
