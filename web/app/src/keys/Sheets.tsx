import { lazy, Suspense } from 'react'
import type { Sheet } from './useShellKeys'

const Switcher = lazy(() => import('../shell/Switcher'))
const KeysHelp = lazy(() => import('./KeysHelp'))

/** What keys bring up above the page. */
export const Sheets = ({ sheet, onClose }: { sheet: Sheet | null; onClose: () => void }) => (
  <Suspense>
    {sheet === 'switcher' && <Switcher onClose={onClose} />}
    {sheet === 'help' && <KeysHelp onClose={onClose} />}
  </Suspense>
)
