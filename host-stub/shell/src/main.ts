import './theme/base.css'
import './theme/tokens.css'
import './theme/ui-variables.css'
import './theme-hostile.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { createShell } from './create-shell.ts'
import type { ShellWorld } from './create-shell.ts'
import { showPreferences } from './host/preferences.ts'
import { createShellRouter, guardRoutes, MOUNT_PATH } from './router.ts'
import { SHELL } from './shell.ts'
import { readStubConfig } from './stub-config.ts'
import { createStubWindow } from './stub-window.ts'
import { startSentry } from './telemetry/start-sentry.ts'
import { EN_US } from './texts/en-us.ts'
import { ZH_CN } from './texts/zh-cn.ts'
import { useUserStore } from './user-store.ts'

const storageOf = (pick: () => Storage): Storage | null => {
  try {
    return pick()
  } catch {
    return null
  }
}

const world: ShellWorld = {
  fetch: (...request) => fetch(...request),
  now: () => Date.now(),
  language: navigator.language,
  localStorage: storageOf(() => window.localStorage),
  sessionStorage: storageOf(() => window.sessionStorage),
  setTimeout: (run, ms) => window.setTimeout(run, ms),
  clearTimeout: (handle) => window.clearTimeout(handle),
  query: new URLSearchParams(window.location.search),
  sentry: startSentry(),
}

async function start(): Promise<void> {
  const stub = readStubConfig(await (await fetch('/stub/config.json')).json())
  const router = createShellRouter()
  const shell = createShell(stub, router, world)
  const { auth, remoteRoutes, restored, telemetry } = shell
  showPreferences(shell.preferences, document.documentElement)
  guardRoutes(router, { auth, remoteRoutes, restored, load: (path) => window.location.assign(path) })

  window.addEventListener('error', (event) => telemetry.shellError(event.error ?? event.message, 'window'))
  window.addEventListener('unhandledrejection', (event) => telemetry.shellError(event.reason, 'promise'))
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    telemetry.violation(`${effectiveDirective}: ${blockedURI}`),
  )

  const app = createApp(App)
  app.config.errorHandler = (error) => reportError(error)
  app.use(createPinia()).provide(SHELL, shell)
  const users = useUserStore()
  auth.state.subscribe((state) => {
    users.follow(state)
    // The page that mounts by hand decides for itself what the remote gets.
    if (state.kind === 'signed-in' && window.location.pathname !== MOUNT_PATH) void remoteRoutes.ensure()
  })
  users.follow(auth.state.get())
  window.devHotloadStub = createStubWindow(shell, router)
  app.use(router).mount('#app')
}

start().catch((error: unknown) => {
  const words = /^zh\b/i.test(navigator.language) ? ZH_CN : EN_US
  document.querySelector('#app')?.replaceChildren(words['app.noConfig'])
  reportError(error)
})
