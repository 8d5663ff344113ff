import { DEVHOTLOAD_HOST_API, type DevHotloadHost, type Watched } from '../host.ts'
import type { CheckWorld } from './check.ts'

interface Settable<T> extends Watched<T> {
  set(value: T): void
}

function settable<T>(initial: T): Settable<T> {
  let value = initial
  const listeners = new Map<symbol, (value: T) => void>()
  return {
    get: () => value,
    set(next) {
      value = next
      for (const listener of [...listeners.values()]) listener(next)
    },
    subscribe(listener) {
      const key = Symbol('listener')
      listeners.set(key, listener)
      return () => void listeners.delete(key)
    },
  }
}

const OPS = { id: 'u-1', name: 'Olivia Santos', permissions: ['admin.devHotload.manage'] }
const NORTHWIND = { id: '0b6f3c1e-3f0a-4c57-9a52-0d1f0f6f7a01', name: 'Northwind' }
const CONTOSO = { id: '0b6f3c1e-3f0a-4c57-9a52-0d1f0f6f7a02', name: 'Contoso' }

/** A host in memory that keeps the contract to the letter, and the world around it: for tests that break it. */
export function createGoodHost() {
  const user = settable<typeof OPS | null>(OPS)
  const tenant = settable(NORTHWIND)
  const locale = settable('en-US')
  const theme = settable<'light' | 'dark'>('light')
  const flag = settable(true)
  const path = settable('/dev-hotload/sessions/s1')
  const steps = [path.get()]
  const config: DevHotloadHost['config'] = { PX_ADMIN_DEV_MODE: '1', PX_DEV_PLUGIN_HOTLOAD: true }
  const stored = new Map<string, string>()
  let issued = 1

  const host: DevHotloadHost = {
    apiVersion: DEVHOTLOAD_HOST_API,
    config,
    onConfigChange: (listener) => flag.subscribe(() => listener()),
    user,
    tenant,
    auth: {
      getAccessToken: async () => `token-${issued}`,
      refresh: async () => `token-${++issued}`,
      onSessionEnded: () => user.set(null),
    },
    permissions: { check: (permission) => OPS.permissions.includes(permission) },
    locale,
    theme,
    navigation: {
      basePath: '/dev-hotload',
      current: path.get,
      push(to) {
        steps.push(to)
        path.set(to)
      },
      replace(to) {
        steps[steps.length - 1] = to
        path.set(to)
      },
      subscribe: path.subscribe,
    },
    notify: () => undefined,
    confirm: async () => true,
    telemetry: { breadcrumb: () => undefined, metric: () => undefined, exception: () => undefined },
    escalate: () => undefined,
  }

  const world = {
    wait: async () => undefined,
    change: {
      user: () => user.set(user.get() === OPS ? { ...OPS, name: 'Li Wei' } : OPS),
      tenant: () => tenant.set(tenant.get() === NORTHWIND ? CONTOSO : NORTHWIND),
      locale: () => locale.set(locale.get() === 'en-US' ? 'zh-CN' : 'en-US'),
      theme: () => theme.set(theme.get() === 'light' ? 'dark' : 'light'),
      config() {
        flag.set(!flag.get())
        config.PX_DEV_PLUGIN_HOTLOAD = flag.get()
      },
    },
    back() {
      steps.pop()
      path.set(steps.at(-1) ?? '/')
    },
    address: path.get,
    traces: async () => [...stored].map(([where, text]) => ({ where, text })),
  } satisfies CheckWorld

  return { host, world, stored, path, user }
}
