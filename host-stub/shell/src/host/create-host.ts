import { DEVHOTLOAD_HOST_API } from '../../../../contracts/host.ts'
import type { DevHotloadHost } from '../../../../contracts/host.ts'
import type { Router } from 'vue-router'
import type { AuthClient } from '../auth/auth-client.ts'
import { safeReturnTo, SIGN_IN_PATH } from '../auth/return-to.ts'
import type { Flags } from './flags.ts'
import { createNavigation } from './navigation.ts'
import type { Preferences } from './preferences.ts'
import type { TelemetryKeeper } from './telemetry-log.ts'
import type { Toaster } from './toaster.ts'
import { pickWatched } from './watched.ts'

export interface HostDeps {
  auth: AuthClient
  router: Router
  flags: Flags
  preferences: Preferences
  toaster: Toaster
  telemetry: TelemetryKeeper
  /** Another version of the contract, to see how the remote answers to it. */
  apiVersion?: string
}

/** Hands out hosts: one for each base path, and always the same one for the same path. */
export function createHosts(deps: HostDeps): { hostFor(basePath: string): DevHotloadHost } {
  const { auth, router, flags, preferences, toaster, telemetry, apiVersion = DEVHOTLOAD_HOST_API } = deps
  const user = pickWatched(auth.state, (state) => (state.kind === 'signed-in' ? state.user : null))
  const tenant = pickWatched(auth.state, (state) => (state.kind === 'signed-in' ? state.tenant : null))
  const hosts = new Map<string, DevHotloadHost>()

  const endSession = (returnTo: string): void => {
    // Several answers of 401 may end one sign-in; only the first knows where the person was.
    if (auth.state.get().kind === 'signed-out') return
    auth.end()
    void router.push({ path: SIGN_IN_PATH, query: { returnTo: safeReturnTo(returnTo) } })
  }

  const create = (basePath: string): DevHotloadHost => ({
    apiVersion,
    config: flags.config,
    onConfigChange: (listener) => flags.state.subscribe(() => listener()),
    user,
    tenant,
    auth: { getAccessToken: auth.getAccessToken, refresh: auth.refresh, onSessionEnded: endSession },
    permissions: {
      check: (permission) => {
        const who = user.get()
        return who !== null && (who.isRoot === true || who.permissions.includes(permission))
      },
    },
    locale: preferences.locale,
    theme: preferences.theme,
    navigation: createNavigation(router, basePath),
    notify: toaster.add,
    telemetry: telemetry.sink,
    escalate: telemetry.escalate,
  })

  return {
    hostFor(basePath) {
      const known = hosts.get(basePath) ?? create(basePath)
      hosts.set(basePath, known)
      return known
    },
  }
}
