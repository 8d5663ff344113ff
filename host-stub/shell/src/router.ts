import { createRouter, createWebHistory, isNavigationFailure, NavigationFailureType } from 'vue-router'
import type { RouteLocationNormalized, Router, RouteRecordRaw } from 'vue-router'
import { safeReturnTo, SIGN_IN_PATH } from './auth/return-to.ts'
import HomePage from './pages/HomePage.vue'
import PageLost from './pages/PageLost.vue'
import PanelUnavailable from './pages/PanelUnavailable.vue'
import SettingsPage from './pages/SettingsPage.vue'
import SignInPage from './pages/SignInPage.vue'
import { PANEL_BASE, PANEL_PENDING } from './remote/remote-routes.ts'
import type { Shell } from './shell.ts'
import type { TextKey } from './texts/use-texts.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Open to people who are not signed in, and shown without the frame. */
    public?: boolean
    /** Title in the header. */
    title?: TextKey
    /** The remote's own page. */
    devHotload?: boolean
    /** Lives in a page load of its own. */
    alone?: boolean
  }
}

export const MOUNT_PATH = '/playground/mount'

const PAGES: RouteRecordRaw[] = [
  { path: SIGN_IN_PATH, component: SignInPage, meta: { public: true } },
  { path: '/', component: HomePage, meta: { title: 'menu.home' } },
  { path: '/settings', component: SettingsPage, meta: { title: 'menu.settings' } },
  {
    path: '/playground/logs',
    component: () => import('./pages/PlaygroundLogs.vue'),
    meta: { title: 'menu.logs' },
  },
  {
    path: '/playground/metrics',
    component: () => import('./pages/PlaygroundMetrics.vue'),
    meta: { title: 'menu.metrics' },
  },
  {
    path: MOUNT_PATH,
    component: () => import('./pages/PlaygroundMount.vue'),
    meta: { title: 'menu.mount', alone: true },
  },
  {
    path: '/telemetry',
    component: () => import('./pages/TelemetryPage.vue'),
    meta: { title: 'menu.telemetry' },
  },
  { path: '/:rest(.*)*', component: PageLost },
]

/** The shell's own pages. The rules of who may go where need the shell: see `guardRoutes`. */
export const createShellRouter = (): Router => createRouter({ history: createWebHistory(), routes: PAGES })

type GuardDeps = Pick<Shell, 'auth' | 'remoteRoutes' | 'restored'> & { load: (path: string) => void }

/** Signed-out people go to sign-in and come back; the panel's addresses wait for the remote's routes. */
export function guardRoutes(router: Router, { auth, remoteRoutes, restored, load }: GuardDeps): void {
  const isSignedIn = () => auth.state.get().kind === 'signed-in'

  /** A page that has just not come is said to be missing, before anybody tries again. */
  let isLost = false
  const pending: RouteRecordRaw = {
    path: `${PANEL_BASE}/:rest(.*)*`,
    name: PANEL_PENDING,
    component: PanelUnavailable,
    meta: { title: 'menu.panel' },
    async beforeEnter(to) {
      if (!isLost) return (await remoteRoutes.ensure()) ? to.fullPath : true
      isLost = false
      return true
    },
  }
  router.addRoute(pending)
  router.onError((error, to) => {
    if (to.meta.devHotload !== true) return reportError(error)
    isLost = true
    remoteRoutes.lost(error, pending)
    void router.replace(to.fullPath).catch(() => undefined)
  })

  router.beforeEach(async (to) => {
    await restored
    if (to.meta.public === true) return isSignedIn() ? safeReturnTo(to.query.returnTo) : true
    if (isSignedIn()) return true
    return { path: SIGN_IN_PATH, query: to.fullPath === '/' ? {} : { returnTo: to.fullPath } }
  })

  router.beforeEach((to, from) => {
    if (!isAlone(to, from)) return true
    load(to.fullPath)
    return false
  })

  const leaveWhenSignedOut = (): void => {
    const state = auth.state.get()
    const here = router.currentRoute.value
    if (state.kind === 'signed-in' || here.meta.public === true || here.matched.length === 0) return
    const query = state.because === 'ended' ? { returnTo: here.fullPath } : {}
    void router.push({ path: SIGN_IN_PATH, query })
  }
  auth.state.subscribe(leaveWhenSignedOut)
  // A page that tidies its own address on the way out would otherwise cancel the way to sign-in.
  router.afterEach((_to, _from, failure) => {
    if (!isNavigationFailure(failure, NavigationFailureType.cancelled)) leaveWhenSignedOut()
  })
}

// What a remote shares is settled once for a page load, so the page that chooses it is entered and left by loading.
const isAlone = (to: RouteLocationNormalized, from: RouteLocationNormalized): boolean =>
  from.matched.length > 0 && to.path !== from.path && (to.meta.alone === true || from.meta.alone === true)
