import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startLanguage } from './i18n'
import { Translated } from './i18n/useTranslation'
import { startTextSize } from './lib/preferences'
import { startSession } from './lib/session'
import { startTheme } from './lib/theme'
import { startListWidth } from './list/width'
import { startOffline } from './offline/updates'
import { router } from './router'
import './styles/app.css'
import { Toasts } from './ui/Toasts'

startTheme()
startTextSize()
startListWidth()
void startSession()
startOffline()

const draw = (root: HTMLElement): void =>
  createRoot(root).render(
    <StrictMode>
      <Translated>
        <RouterProvider router={router} />
        <Toasts />
      </Translated>
    </StrictMode>,
  )

const root = document.getElementById('root')
if (root !== null) {
  // what the page is made of is on its way: drawn before that, it would show nothing, and then for a while nothing else
  void Promise.all([startLanguage(), router.load()]).then(() => draw(root))
}
