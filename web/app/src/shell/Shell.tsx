import { Outlet, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ListPane } from '../list/ListPane'
import { useMedia } from '../lib/hooks'
import { BottomBar, Rail } from './Navigation'
import { Switcher } from './Switcher'
import { useTitle } from './useTitle'

/** The panes: rail, list and one page; on a phone one at a time, with a bar at the bottom. */
export const Shell = () => {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const isPhone = useMedia('(max-width: 699px)')
  const isHome = pathname === '/'
  const isSettings = pathname === '/settings'
  useTitle()
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
      {isPhone && (isHome || isSettings) && <BottomBar />}
      <Switcher />
    </div>
  )
}
