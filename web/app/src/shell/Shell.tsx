import { Outlet, useLocation } from '@tanstack/react-router'
import { useTranslation } from '../i18n/useTranslation'
import { Sheets } from '../keys/Sheets'
import { useShellKeys } from '../keys/useShellKeys'
import { ListPane } from '../list/ListPane'
import { useMedia } from '../lib/hooks'
import { BottomBar, Rail } from './Navigation'
import { useNotifying } from './useNotifying'
import { useTitle } from './useTitle'

/** The panes: rail, list and one page; on a phone one at a time, with a bar at the bottom. */
export const Shell = () => {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const isPhone = useMedia('(max-width: 699px)')
  const isHome = pathname === '/'
  const hasBar = isHome || pathname === '/settings' || pathname === '/people'
  const { sheet, close } = useShellKeys()
  useTitle()
  useNotifying()
  return (
    <div className="flex h-full flex-col md:flex-row">
      <a
        href="#page"
        className="sr-only z-50 rounded-box bg-panel p-3 focus:not-sr-only focus:absolute focus:left-2 focus:top-2"
      >
        {t('app.skip')}
      </a>
      {!isPhone && <Rail />}
      {(!isPhone || isHome) && <ListPane />}
      {(!isPhone || !isHome) && (
        <div id="page" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 outline-none max-md:animate-pane">
          <Outlet />
        </div>
      )}
      {isPhone && hasBar && <BottomBar />}
      <Sheets sheet={sheet} onClose={close} />
    </div>
  )
}
