import { Link, useLocation } from '@tanstack/react-router'
import { type LucideIcon, MessageCircle, Settings, UsersRound } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation'
import { totalUnread } from '@parley/sync'
import { useMessages, useNow } from '../lib/hooks'
import { Avatar } from '../ui/Avatar'
import { Logo } from '../ui/Logo'

interface Place {
  to: '/' | '/people' | '/settings'
  label: string
  icon: LucideIcon
  unread: number
}

const usePlaces = (): Place[] => {
  const { t } = useTranslation()
  const now = useNow()
  const unread = useMessages((state) => totalUnread(state.conversations, state.notify, now))
  return [
    { to: '/', label: t('app.chats'), icon: MessageCircle, unread },
    { to: '/people', label: t('app.people'), icon: UsersRound, unread: 0 },
    { to: '/settings', label: t('app.settings'), icon: Settings, unread: 0 },
  ]
}

const Dot = ({ count }: { count: number }) =>
  count > 0 && (
    <span className="tnum absolute -right-1.5 -top-1 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-brand px-1 text-[11px] font-semibold leading-none text-brand-ink ring-2 ring-sunken">
      {count > 99 ? '99+' : count}
    </span>
  )

/** A conversation belongs to the chats. */
const isAt = (pathname: string, to: Place['to']): boolean =>
  to === '/' ? pathname === '/' || pathname.startsWith('/c/') : pathname === to

/** On the left of a wide window. */
export const Rail = () => {
  const { t } = useTranslation()
  const [chats, people, settings] = usePlaces()
  const me = useMessages((state) => state.me)
  const { pathname } = useLocation()
  const item = (place: Place | undefined) =>
    place && (
      <Link
        to={place.to}
        aria-label={place.label}
        title={place.label}
        aria-current={isAt(pathname, place.to) ? 'page' : undefined}
        className="grid size-11 place-items-center rounded-box text-muted transition-colors duration-[var(--quick)] hover:bg-hover aria-[current=page]:bg-brand-soft aria-[current=page]:text-brand"
      >
        <span className="relative">
          <place.icon size={21} strokeWidth={1.8} aria-hidden="true" />
          <Dot count={place.unread} />
        </span>
      </Link>
    )
  return (
    <nav
      data-landmark
      tabIndex={-1}
      aria-label={t('app.main')}
      className="flex w-[var(--rail)] shrink-0 flex-col items-center gap-1.5 border-r border-line bg-sunken py-3.5"
    >
      <div className="mb-3">
        <Logo />
      </div>
      {item(chats)}
      {item(people)}
      <span className="flex-1" />
      {item(settings)}
      <Link
        to="/settings"
        aria-label={me.display_name}
        title={me.display_name}
        className="mt-1 rounded-full"
        tabIndex={-1}
      >
        <Avatar id={me.id} name={me.display_name} size={38} />
      </Link>
    </nav>
  )
}

/** At the bottom of a phone. */
export const BottomBar = () => {
  const { t } = useTranslation()
  return (
    <nav
      data-landmark
      tabIndex={-1}
      aria-label={t('app.main')}
      className="flex shrink-0 border-t border-line bg-panel pb-[env(safe-area-inset-bottom)]"
    >
      {usePlaces().map(({ to, label, icon: Icon, unread }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true }}
          className="grid h-14 flex-1 place-content-center justify-items-center gap-0.5 text-xs font-medium text-muted aria-[current=page]:text-brand"
        >
          <span className="relative">
            <Icon size={21} strokeWidth={1.8} aria-hidden="true" />
            <Dot count={unread} />
          </span>
          {label}
        </Link>
      ))}
    </nav>
  )
}
