import {
  DEVHOTLOAD_HOST_API,
  DEVHOTLOAD_PERMISSION,
  type DevHotloadHost,
  type Watched,
} from '../../../../contracts/host.ts'
import { TENANT_ID } from '../../server/identity.ts'

const BASE = '/dev-hotload'

function watched<T>(value: T): Watched<T> & { set(next: T): void } {
  const listeners = new Set<(value: T) => void>()
  return {
    get: () => value,
    set(next) {
      value = next
      for (const listener of listeners) listener(next)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A shell in memory: everything on, signed in, and the panel opened at `start`, an address below its base. */
export function createBenchHost(retention: number, start: string): DevHotloadHost {
  const path = watched(`${BASE}${start}`)
  return {
    apiVersion: DEVHOTLOAD_HOST_API,
    config: {
      PX_ADMIN_DEV_MODE: '1',
      PX_DEV_PLUGIN_HOTLOAD: '1',
      PX_DEV_API_BASE_URL: location.origin,
      PX_DEV_API_PROFILE: 'gateway',
      PX_DEV_LOG_RETENTION_LIMIT: retention,
    },
    user: watched({ id: 'u-1', name: 'Uma', permissions: [DEVHOTLOAD_PERMISSION] }),
    tenant: watched({ id: TENANT_ID, name: 'Northwind Trading' }),
    auth: {
      getAccessToken: () => Promise.resolve('bench-token'),
      refresh: () => Promise.resolve('bench-token'),
      onSessionEnded: () => reportError(new Error('The panel gave up its sign-in.')),
    },
    locale: watched('en-US'),
    theme: watched<'light' | 'dark'>('light'),
    navigation: {
      basePath: BASE,
      current: path.get,
      push: path.set,
      replace: path.set,
      subscribe: path.subscribe,
    },
    telemetry: {
      breadcrumb: () => {},
      metric: () => {},
      exception: (error) => reportError(error),
    },
  }
}
