import type { DevHotloadHost, Dispose, HostConfirm, HostUser, HostTenant, Watched } from '../../../contracts/host.ts'
import { createOutlet, type TelemetryOutlet } from './telemetry-outlet.ts'

/** A host that throws at nobody, and whose telemetry masks. */
export interface CalmHost extends DevHotloadHost {
  readonly telemetry: TelemetryOutlet
}

const calm = new WeakMap<DevHotloadHost, CalmHost>()

/**
 * The host as the panel uses it: what the shell handed over never throws at us, and what we hand to the shell never
 * throws at it. A function that fails is told to telemetry as DH_HOST_002 with its name, and its answer is the one
 * that gives least: nobody is signed in, nothing happens. Tokens may be refused, as the contract says. One for each
 * host, so that all doors of a page still share one panel.
 */
export function calmHost(host: DevHotloadHost): CalmHost {
  const known = calm.get(host)
  if (known) return known
  const made = create(host)
  calm.set(host, made)
  calm.set(made, made)
  return made
}

function create(host: DevHotloadHost): CalmHost {
  const telemetry = createOutlet(() => host.telemetry)
  const report = telemetry.exception
  const failed = (member: string) => (error: unknown) => report(error, { code: 'DH_HOST_002', member })

  function ask<T>(member: string, run: () => T, otherwise: T): T {
    try {
      const answer = run()
      // A shell may have made any of its functions async.
      if (answer instanceof Promise) answer.catch(failed(member))
      return answer
    } catch (error) {
      failed(member)(error)
      return otherwise
    }
  }

  const tell =
    <A extends readonly unknown[]>(member: string, run: (...args: A) => unknown) =>
    (...args: A): void =>
      void ask(member, () => run(...args), undefined)

  function follow<T>(member: string, subscribe: (own: (value: T) => void) => Dispose, listener: (value: T) => void) {
    const own = (value: T): void => {
      try {
        listener(value)
      } catch (error) {
        report(error, { code: 'DH_VIEW_002', part: member })
      }
    }
    const end: unknown = ask<unknown>(member, () => subscribe(own), null)
    return () => void (typeof end === 'function' && ask(member, end as () => unknown, undefined))
  }

  function watched<T>(name: string, source: () => Watched<T>, otherwise: T): Watched<T> {
    return {
      get: () => ask(`${name}.get`, () => source().get(), otherwise),
      subscribe: (listener) => follow<T>(`${name}.subscribe`, (own) => source().subscribe(own), listener),
    }
  }

  // No answer is no consent.
  const confirm = async (question: HostConfirm): Promise<boolean> => {
    try {
      return (await host.confirm?.(question)) === true
    } catch (error) {
      failed('confirm')(error)
      return false
    }
  }

  return {
    get apiVersion() {
      return host.apiVersion
    },
    get config() {
      return host.config
    },
    // Evaluated where a throw denies.
    get permissions() {
      const check = host.permissions
      return check && { check: (permission: string) => check.check(permission) }
    },
    onConfigChange: (listener) =>
      follow<void>('onConfigChange', (own) => host.onConfigChange?.(() => own()) ?? (() => {}), listener),
    user: watched<HostUser | null>('user', () => host.user, null),
    tenant: watched<HostTenant | null>('tenant', () => host.tenant, null),
    locale: watched('locale', () => host.locale, 'en-US'),
    theme: watched<'light' | 'dark'>('theme', () => host.theme, 'light'),
    auth: {
      getAccessToken: async () => host.auth.getAccessToken(),
      refresh: async () => host.auth.refresh(),
      onSessionEnded: tell('auth.onSessionEnded', (returnTo: string) => host.auth.onSessionEnded(returnTo)),
    },
    navigation: {
      get basePath() {
        return ask('navigation.basePath', () => host.navigation.basePath, '/')
      },
      current: () => ask('navigation.current', () => host.navigation.current(), '/'),
      push: tell('navigation.push', (path: string) => host.navigation.push(path)),
      replace: tell('navigation.replace', (path: string) => host.navigation.replace(path)),
      subscribe: (listener) =>
        follow<string>('navigation.subscribe', (own) => host.navigation.subscribe(own), listener),
    },
    telemetry,
    ...(host.notify && { notify: tell('notify', (notice) => host.notify?.(notice)) }),
    ...(host.confirm && { confirm }),
    ...(host.escalate && { escalate: tell('escalate', (escalation) => host.escalate?.(escalation)) }),
  } satisfies CalmHost
}
