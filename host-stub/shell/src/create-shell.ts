import type { Router } from 'vue-router'
import { createAuthCalls } from './auth/auth-calls.ts'
import { createAuthClient } from './auth/auth-client.ts'
import { createRefreshTokenStore } from './auth/refresh-token-store.ts'
import { createHosts } from './host/create-host.ts'
import { createFlags } from './host/flags.ts'
import { createPreferences } from './host/preferences.ts'
import { createTelemetryKeeper } from './host/telemetry-log.ts'
import { createToaster } from './host/toaster.ts'
import { createDoorLoader } from './remote/load-door.ts'
import { createRemoteRoutes, PANEL_BASE } from './remote/remote-routes.ts'
import type { Shell } from './shell.ts'
import type { StubConfig } from './stub-config.ts'
import type { SentryDesk } from './telemetry/start-sentry.ts'

/** What the shell takes from the browser. */
export interface ShellWorld {
  fetch: typeof fetch
  now: () => number
  language: string
  localStorage: Storage | null
  sessionStorage: Storage | null
  setTimeout: (run: () => void, ms: number) => number
  clearTimeout: (handle: number) => void
  /** Query of the first address; `hostApi` in it overrides the contract's version. */
  query: URLSearchParams
  sentry: SentryDesk
}

/** Puts the shell together; nothing is asked of the remote. */
export function createShell(stub: StubConfig, router: Router, world: ShellWorld): Shell {
  const auth = createAuthClient({
    calls: createAuthCalls({ fetch: world.fetch }),
    store: createRefreshTokenStore(world.sessionStorage),
    now: world.now,
  })
  const flags = createFlags(stub.config, world.sessionStorage)
  const preferences = createPreferences({ storage: world.localStorage, browserLanguage: world.language })
  const toaster = createToaster(world)
  const telemetry = createTelemetryKeeper(world.sentry)
  const apiVersion = world.query.get('hostApi') ?? undefined
  const { hostFor } = createHosts({ auth, router, flags, preferences, toaster, telemetry, apiVersion })
  const loadDoor = createDoorLoader(stub.remoteUrl)
  const remoteRoutes = createRemoteRoutes({
    router,
    host: hostFor(PANEL_BASE),
    loadDoor,
    onProblem: (error) => telemetry.sink.exception(error, { where: 'remote-routes' }),
  })
  return {
    auth,
    flags,
    preferences,
    toaster,
    telemetry,
    sentry: world.sentry,
    remoteUrl: stub.remoteUrl,
    remoteRoutes,
    loadDoor,
    hostFor,
    restored: auth.restore(),
  }
}
