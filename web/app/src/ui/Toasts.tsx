import { lazy, Suspense, useEffect, useState } from 'react'
import { onToastWanted } from '../lib/toast'

const ToastsShown = lazy(() => import('./ToastsShown'))

/** Where toasts appear, as soon as there is one. */
export const Toasts = () => {
  const [wanted, setWanted] = useState(false)
  useEffect(() => onToastWanted(() => setWanted(true)), [])
  return (
    wanted && (
      <Suspense>
        <ToastsShown />
      </Suspense>
    )
  )
}
