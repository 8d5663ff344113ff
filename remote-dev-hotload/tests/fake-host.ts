import type { DevHotloadHost, HostConfig, HostTenant, HostUser, Watched } from '../../contracts/index.ts'

export interface FakeHost extends DevHotloadHost {
  config: HostConfig
  user: Watched<HostUser | null> & { set(user: HostUser | null): void }
  tenant: Watched<HostTenant | null> & { set(tenant: HostTenant | null): void }
  locale: Watched<string> & { set(locale: string): void }
  theme: Watched<'light' | 'dark'> & { set(theme: 'light' | 'dark'): void }
  /** Where the shell was asked to come back to. */
  readonly sessionEnded: string[]
}

export interface FakeHostOptions {
  user?: HostUser | null
  tenant?: HostTenant | null
  apiVersion?: string
  config?: HostConfig
  path?: string
  locale?: string
}

export function watched<T>(value: T): Watched<T> & { set(next: T): void } {
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

export const testUser: HostUser = { id: 'u-1', name: 'Uma', permissions: ['admin.devHotload.manage'] }
export const testTenant: HostTenant = { id: 't-1', name: 'Tenant one' }

/** A shell in memory: everything on, somebody signed in, unless told otherwise. */
export function fakeHost(options: FakeHostOptions = {}): FakeHost {
  const path = watched(options.path ?? '/dev-hotload')
  const sessionEnded: string[] = []
  return {
    apiVersion: 'apiVersion' in options ? (options.apiVersion as string) : '1.0',
    config: options.config ?? {
      PX_ADMIN_DEV_MODE: '1',
      PX_DEV_PLUGIN_HOTLOAD: '1',
      PX_DEV_API_BASE_URL: 'http://api.test',
    },
    user: watched(options.user === undefined ? testUser : options.user),
    tenant: watched(options.tenant === undefined ? testTenant : options.tenant),
    auth: {
      getAccessToken: () => Promise.resolve('token-1'),
      refresh: () => Promise.resolve('token-2'),
      onSessionEnded: (returnTo) => void sessionEnded.push(returnTo),
    },
    locale: watched(options.locale ?? 'en-US'),
    theme: watched<'light' | 'dark'>('light'),
    navigation: {
      basePath: '/dev-hotload',
      current: path.get,
      push: path.set,
      replace: path.set,
      subscribe: path.subscribe,
    },
    sessionEnded,
  }
}
