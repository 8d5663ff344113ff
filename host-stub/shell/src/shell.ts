import { inject } from 'vue'
import type { InjectionKey } from 'vue'
import type { DevHotloadHost } from '../../../contracts/host.ts'
import type { AuthClient } from './auth/auth-client.ts'
import type { Flags } from './host/flags.ts'
import type { Preferences } from './host/preferences.ts'
import type { TelemetryKeeper } from './host/telemetry-log.ts'
import type { Toaster } from './host/toaster.ts'
import type { LoadDoor } from './remote/load-door.ts'
import type { RemoteRoutes } from './remote/remote-routes.ts'
import type { SentryDesk } from './telemetry/start-sentry.ts'

/** Everything that the shell's pages reach for. */
export interface Shell {
  auth: AuthClient
  flags: Flags
  preferences: Preferences
  toaster: Toaster
  telemetry: TelemetryKeeper
  sentry: SentryDesk
  remoteUrl: string
  remoteRoutes: RemoteRoutes
  loadDoor: LoadDoor
  hostFor(basePath: string): DevHotloadHost
  /** Resolves when it is known whether an earlier sign-in goes on. */
  restored: Promise<void>
}

export const SHELL: InjectionKey<Shell> = Symbol('shell')

/** The shell around this component. */
export function useShell(): Shell {
  const shell = inject(SHELL)
  if (shell === undefined) throw new Error('No shell was provided.')
  return shell
}
