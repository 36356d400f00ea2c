import { eraseCopies } from '@parley/sync'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { leaveEarly } from '../engine/port'
import { useSession } from '../lib/hooks'
import { Logo } from '../ui/Logo'

const OPEN_TO_ALL = ['/login', '/register', '/reset-password', '/verify-email', '/invite']
const NEXT_KEY = 'parley:next'

/** Where to go after signing in, such as a link into a group. */
export const goNextTo = (path: string): void => sessionStorage.setItem(NEXT_KEY, path)

/** Sends whoever is signed out to the sign-in, and whoever has signed in to where they wanted. */
export const Root = () => {
  const { kind } = useSession()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const isOpen = OPEN_TO_ALL.some((one) => pathname.startsWith(one))
  useEffect(() => {
    if (kind === 'signed-out') {
      leaveEarly()
      void eraseCopies().catch(() => undefined)
      if (!isOpen) {
        if (pathname !== '/') {
          goNextTo(pathname)
        }
        void navigate({ to: '/login', replace: true })
      }
    } else if (kind === 'signed-in' && (pathname === '/login' || pathname === '/register')) {
      const next = sessionStorage.getItem(NEXT_KEY) ?? '/'
      sessionStorage.removeItem(NEXT_KEY)
      void navigate({ to: next, replace: true })
    }
  }, [kind, isOpen, pathname, navigate])
  if (kind === 'starting' || (kind === 'signed-out' && !isOpen)) {
    return (
      <div className="grid h-full place-items-center">
        <Logo size={56} />
      </div>
    )
  }
  return <Outlet />
}
