import { describe, expect, it, vi } from 'vitest'
import type { DevHotloadHost, HostUser } from '../../../contracts/host.ts'
import { fakeHost } from '../../tests/fake-host.ts'
import { createDevHotloadGuard, evaluateAccess } from './index.ts'

const permitted: HostUser = { id: 'u', name: 'U', permissions: ['admin.devHotload.manage'] }
const stranger: HostUser = { id: 'v', name: 'V', permissions: ['admin.devHotload.read'] }

describe('evaluateAccess', () => {
  const flags = ['1', 'true', 'ON', ' yes ', 1, true, '0', 'off', '', 0, false, undefined, '2', 'enabled']
  const isOn = (flag: unknown) => ['1', 'true', 'ON', ' yes ', 1, true].includes(flag as string)

  it('denies every combination of flags, user and version unless all of them allow', () => {
    for (const devMode of flags)
      for (const hotload of flags)
        for (const user of [permitted, stranger, null])
          for (const apiVersion of ['1.0', '1.7', '2.0', '0.9', '', undefined as never]) {
            const host = fakeHost({
              user,
              apiVersion,
              config: { PX_ADMIN_DEV_MODE: devMode, PX_DEV_PLUGIN_HOTLOAD: hotload },
            })
            const everything =
              isOn(devMode) && isOn(hotload) && user === permitted && ['1.0', '1.7'].includes(apiVersion)
            expect(evaluateAccess(host)).toMatchObject({ kind: everything ? 'allow' : 'deny' })
          }
  })

  it.each<[string, Partial<Parameters<typeof fakeHost>[0]>]>([
    ['flag-off', { config: { PX_DEV_PLUGIN_HOTLOAD: '1' } }],
    ['backend-off', { config: { PX_ADMIN_DEV_MODE: '1' } }],
    ['signed-out', { user: null }],
    ['no-tenant', { tenant: null }],
    ['no-permission', { user: stranger }],
    ['host-mismatch', { apiVersion: '2.0' }],
  ])('names the reason %s', (reason, options) => {
    expect(evaluateAccess(fakeHost({ user: permitted, ...options }))).toEqual({ kind: 'deny', reason })
  })

  it("asks the shell's own check when there is one, and takes nothing but true for yes", async () => {
    const withCheck = (check: () => unknown): DevHotloadHost => ({
      ...fakeHost({ user: stranger }),
      permissions: { check: check as never },
    })
    expect(await evaluateAccess(withCheck(() => Promise.resolve(true)))).toEqual({ kind: 'allow' })
    expect(await evaluateAccess(withCheck(() => true))).toEqual({ kind: 'allow' })
    const notTrue = [
      () => 1,
      () => 'yes',
      () => undefined,
      () => Promise.reject(new Error('down')),
      () => {
        throw new Error('broken')
      },
    ]
    for (const check of notTrue)
      expect(await evaluateAccess(withCheck(check))).toEqual({ kind: 'deny', reason: 'no-permission' })
  })
})

describe('createDevHotloadGuard', () => {
  const go = (host: DevHotloadHost, meta = {}) =>
    (createDevHotloadGuard(host) as (to: unknown) => Promise<unknown>)({ fullPath: '/dev-hotload?q=1', meta })

  it('sends a signed-out user to the sign-in of the shell, with the way back', async () => {
    const host = fakeHost({ user: null })
    expect(await go(host)).toBe(false)
    expect(host.sessionEnded).toEqual(['/dev-hotload?q=1'])
  })

  it('stops a denied navigation unless the route has its own denied page', async () => {
    expect(await go(fakeHost({ user: stranger }))).toBe(false)
    expect(await go(fakeHost({ user: stranger }), { devHotload: true })).toBe(true)
    expect(await go(fakeHost({ user: permitted }))).toBe(true)
  })

  it("does not hold up the shell's router by a check that never answers", async () => {
    vi.useFakeTimers()
    const host = { ...fakeHost(), permissions: { check: () => new Promise<boolean>(() => {}) } }
    const closed = go(host)
    const own = go(host, { devHotload: true })
    await vi.advanceTimersByTimeAsync(4_000)
    expect([await closed, await own]).toEqual([false, true])
    vi.useRealTimers()
  })

  it("breaks no navigation of the shell when the shell's sign-in throws", async () => {
    const host = fakeHost({ user: null })
    host.auth.onSessionEnded = () => {
      throw new Error('down')
    }
    expect(await go(host)).toBe(false)
  })
})
