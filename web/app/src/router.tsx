import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { Broken } from './shell/Broken'
import { Root } from './shell/Root'

const root = createRootRoute({ component: Root, errorComponent: Broken, notFoundComponent: () => <Broken /> })

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: lazyRouteComponent(() => import('./auth/pages'), 'LoginPage'),
})
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => import('./auth/pages'), 'RegisterPage'),
})
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('./auth/pages'), 'ResetPage'),
})
const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify-email',
  component: lazyRouteComponent(() => import('./auth/VerifyPage'), 'VerifyPage'),
})
const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite/$token',
  component: lazyRouteComponent(() => import('./auth/InvitePage'), 'InvitePage'),
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: lazyRouteComponent(() => import('./shell/SignedIn'), 'SignedIn'),
})
const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('./shell/Home'), 'Home'),
})
const conversation = createRoute({
  getParentRoute: () => signedIn,
  path: '/c/$id',
  validateSearch: (search): { m?: number } => {
    const seq = Number(search['m'])
    return Number.isSafeInteger(seq) && seq > 0 ? { m: seq } : {}
  },
  component: lazyRouteComponent(() => import('./chat/ConversationPage'), 'ConversationPage'),
})
const people = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  component: lazyRouteComponent(() => import('./people/PeoplePage'), 'PeoplePage'),
})
const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/SettingsPage'), 'SettingsPage'),
})
const anywhere = createRoute({
  getParentRoute: () => root,
  path: '$',
  beforeLoad: () => {
    throw redirect({ to: '/' })
  },
})

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    register,
    reset,
    verify,
    invite,
    signedIn.addChildren([home, conversation, people, settings]),
    anywhere,
  ]),
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
