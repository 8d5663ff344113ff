import { describe, expect, it } from 'vitest'
import type { DevHotloadHost } from '../host.ts'
import { createGoodHost } from './good-host.ts'
import { HOST_CHECKS, runHostChecks, type CheckWorld } from './index.ts'

type Good = ReturnType<typeof createGoodHost>
type Patch = Partial<Record<keyof DevHotloadHost, unknown>>

const failuresOf = async (host: unknown, world: CheckWorld) =>
  (await runHostChecks(host, world)).filter(({ outcome }) => outcome === 'failed')

/** A broken host: which check must go red, and what it must say. */
type Break = [check: string, says: RegExp, how: (good: Good) => Patch]

const never = () => () => undefined
const watched = (value: unknown, subscribe: unknown = never) => ({ get: () => value, subscribe })

const BREAKS: Break[] = [
  ['apiVersion.form', /apiVersion is 1\./, () => ({ apiVersion: 1 })],
  ['apiVersion.fits', /says "2\.0", the contract is/, () => ({ apiVersion: '2.0' })],
  ['apiVersion.fits', /says "0\.9"/, () => ({ apiVersion: '0.9' })],
  ['host.names', /Nobody reads notifyy/, () => ({ notifyy: () => undefined }) as Patch],
  ['onConfigChange.form', /is true/, () => ({ onConfigChange: true })],
  ['notify.form', /is "toast"/, () => ({ notify: 'toast' })],
  ['confirm.form', /is an object/, () => ({ confirm: {} })],
  ['escalate.form', /is null/, () => ({ escalate: null })],
  ['telemetry.form', /no metric, no exception/, () => ({ telemetry: { breadcrumb: () => undefined } })],
  ['permissions.form', /answers "yes"/, () => ({ permissions: { check: () => 'yes' } })],
  ['permissions.form', /does not exist/, () => ({ permissions: { check: () => true } })],
  ['permissions.form', /has no check/, () => ({ permissions: {} })],

  ['config.values', /config is nothing/, () => ({ config: undefined })],
  ['config.values', /PX_ADMIN_DEV_MODE is neither/, () => ({ config: { PX_ADMIN_DEV_MODE: 'enabled' } })],
  ['config.values', /PX_DEV_SSE_URL is neither/, () => ({ config: { PX_DEV_SSE_URL: '//evil.example' } })],
  ['config.values', /PX_DEV_API_PROFILE/, () => ({ config: { PX_DEV_API_PROFILE: 'cloud' } })],
  ['config.values', /between 1000 and 600000/, () => ({ config: { PX_DEV_METRICS_REFRESH_MS: 10 } })],
  ['config.values', /PX_DEV_GRAFANA_URL is an object/, () => ({ config: { PX_DEV_GRAFANA_URL: {} } })],
  ['config.keys', /PX_DEV_API_URL/, () => ({ config: { PX_DEV_API_URL: 'https://a.example' } })],
  ['config.secrets', /PX_TOKEN/, () => ({ config: { PX_TOKEN: 'x' } })],
  ['config.secrets', /PX_DEV_GRAFANA_URL/, () => ({ config: { PX_DEV_GRAFANA_URL: 'https://me:pass@g.example' } })],
  ['config.changes', /nobody was told/, () => ({ onConfigChange: never })],
  ['config.changes', /no function that ends it/, () => ({ onConfigChange: () => undefined })],
  [
    'config.changes',
    /after it was ended/,
    ({ host }) => ({
      onConfigChange: (listener: () => void) => (void host.onConfigChange?.(listener), () => undefined),
    }),
  ],

  ['user.get', /user has no get/, () => ({ user: {} })],
  ['user.get', /promise/, () => ({ user: watched(Promise.resolve(null)) })],
  ['user.get', /permissions is nothing/, () => ({ user: watched({ id: 'u', name: 'n' }) })],
  ['user.get', /an id and a name/, () => ({ user: watched({ id: 7, name: 'n', permissions: [] }) })],
  ['tenant.get', /takes a UUID only/, () => ({ tenant: watched({ id: '1', name: 'One' }) })],
  ['locale.get', /instead of a language/, () => ({ locale: watched(undefined) })],
  ['theme.get', /instead of light or dark/, () => ({ theme: watched('auto') })],
  [
    'theme.quiet',
    /nothing had changed/,
    ({ host }) => ({
      theme: watched(
        'light',
        (listener: (value: string) => void) => (listener('light'), host.theme.subscribe(listener)),
      ),
    }),
  ],
  ['locale.quiet', /instead of a function/, () => ({ locale: watched('en', () => undefined) })],
  ['locale.quiet', /once only/, () => ({ locale: watched('en', once) })],
  ['theme.changes', /was not called/, ({ host }) => ({ theme: { ...host.theme, subscribe: never } })],
  ['tenant.changes', /still gives the old tenant/, ({ host }) => ({ tenant: { ...host.tenant, get: () => null } })],
  [
    'locale.changes',
    /heard "x" while get gives/,
    ({ host }) => ({
      locale: {
        ...host.locale,
        subscribe: (listener: (value: string) => void) => host.locale.subscribe(() => listener('x')),
      },
    }),
  ],
  [
    'user.changes',
    /still calls a listener/,
    ({ host }) => ({
      user: {
        ...host.user,
        subscribe: (listener: () => void) => (void host.user.subscribe(listener), () => undefined),
      },
    }),
  ],

  ['navigation.form', /basePath is "dev-hotload"/, ({ host }) => road(host, { basePath: 'dev-hotload' })],
  ['navigation.form', /ends in a slash/, ({ host }) => road(host, { basePath: '/dev-hotload/' })],
  ['navigation.form', /no replace/, ({ host }) => road(host, { replace: undefined })],
  ['navigation.current', /not under/, ({ host }) => road(host, { current: () => '/elsewhere' })],
  ['navigation.current', /gives "http/, ({ host }) => road(host, { current: () => 'http://shell.example/' })],
  ['navigation.replace', /After replace/, ({ host }) => road(host, { replace: () => undefined })],
  ['navigation.replace', /listener was not told/, ({ host }) => road(host, { subscribe: never })],
  ['navigation.push', /After Back/, ({ host }) => road(host, { push: host.navigation.replace })],
  ['navigation.push', /After push/, ({ host }) => road(host, { push: () => undefined })],
  [
    'navigation.subscribe',
    /still calls a listener/,
    ({ host }) =>
      road(host, {
        subscribe: (listener: () => void) => (void host.navigation.subscribe(listener), () => undefined),
      }),
  ],

  ['auth.form', /no refresh/, ({ host }) => ({ auth: { ...host.auth, refresh: undefined } })],
  ['auth.token', /instead of a promise/, ({ host }) => ({ auth: { ...host.auth, getAccessToken: () => 'token' } })],
  ['auth.token', /whole header/, ({ host }) => ({ auth: { ...host.auth, getAccessToken: async () => 'Bearer x' } })],
  ['auth.token', /empty/, ({ host }) => ({ auth: { ...host.auth, getAccessToken: async () => '' } })],
  ['auth.token', /refused: used up/, ({ host }) => ({ auth: { ...host.auth, getAccessToken: givesOnce() } })],
  [
    'auth.refresh',
    /refused/,
    ({ host }) => ({ auth: { ...host.auth, refresh: () => Promise.reject(new Error('no')) } }),
  ],
  ['auth.refresh', /of before/, ({ host }) => ({ auth: { ...host.auth, getAccessToken: async () => 'always' } })],
]

function once() {
  let isEnded = false
  return () => {
    if (isEnded) throw new Error('once only')
    isEnded = true
  }
}

function givesOnce() {
  let left = 1
  return async () => {
    if (left-- > 0) return 'token'
    throw new Error('used up')
  }
}

function road(host: DevHotloadHost, patch: object): Patch {
  return { navigation: { ...host.navigation, ...patch } }
}

describe('the checks of a host', () => {
  it('pass all, and leave none open, for one that keeps the contract', async () => {
    const { host, world } = createGoodHost()
    const results = await runHostChecks(host, world)
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    expect(results).toHaveLength(HOST_CHECKS.length)
  })

  it.each(BREAKS)('%s goes red and says %s', async (id, says, how) => {
    const good = createGoodHost()
    const failures = await failuresOf({ ...good.host, ...how(good) }, good.world)
    const failure = failures.find((result) => result.id === id)
    expect(failure?.why).toMatch(says)
    expect(failure?.fix).toMatch(/\.$/)
  })

  it.each(['address', 'localStorage'])('find a token that has got into the %s', async (where) => {
    const { host, world, stored } = createGoodHost()
    stored.set(where, 'before token-2 after')
    expect(await failuresOf(host, world)).toMatchObject([{ id: 'auth.traces', why: `It is in ${where}.` }])
  })

  it('each go red for at least one broken host', () => {
    const broken = new Set([...BREAKS.map(([id]) => id), 'auth.traces'])
    // `quiet` and `changes` are one check for four members.
    const kindOf = (id: string) => id.replace(/^(user|tenant|locale|theme)\.(quiet|changes)$/, 'watched.$2')
    const covered = new Set([...broken].map(kindOf))
    expect(HOST_CHECKS.map(({ id }) => kindOf(id)).filter((id) => !covered.has(id))).toEqual([])
  })

  it('leave open what the shell may leave out, and what nobody here can change', async () => {
    const { host } = createGoodHost()
    const { apiVersion, config, user, tenant, auth, locale, theme, navigation } = host
    const bare = { apiVersion, config, user, tenant, auth, locale, theme, navigation }
    const results = await runHostChecks(bare, { wait: async () => undefined })
    expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(results.filter(({ outcome }) => outcome === 'open').map(({ id }) => id)).toEqual([
      ...['onConfigChange', 'notify', 'confirm', 'escalate', 'telemetry', 'permissions'].map((name) => `${name}.form`),
      ...['config', 'user', 'tenant', 'locale', 'theme'].map((name) => `${name}.changes`),
      ...['navigation.push', 'auth.traces'],
    ])
  })

  it('do not ask for a token of somebody who is signed out', async () => {
    const { host, world, user } = createGoodHost()
    user.set(null)
    const rejecting = { ...host.auth, getAccessToken: () => Promise.reject(new Error('signed out')) }
    const results = await runHostChecks({ ...host, auth: rejecting, permissions: undefined }, { ...world, change: {} })
    expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  })

  it('put the address back as it was', async () => {
    const { host, world, path } = createGoodHost()
    await runHostChecks(host, world)
    expect(path.get()).toBe('/dev-hotload/sessions/s1')
  })

  it.each([null, undefined, 7, 'host', {}])('survive %j for a host', async (host) => {
    const failures = await failuresOf(host, createGoodHost().world)
    expect(failures.length).toBeGreaterThan(10)
  })
})
