import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import type { DevHotloadHost } from '../../../contracts/host.ts'
import { fakeHost, testTenant, testUser, watched, type FakeHost } from '../../tests/fake-host.ts'
import { useAccess } from './use-access.ts'

const scope = { current: effectScope() }
beforeEach(() => {
  vi.useFakeTimers()
  scope.current = effectScope()
})
afterEach(() => {
  scope.current.stop()
  vi.useRealTimers()
})

const follow = (host: DevHotloadHost) => scope.current.run(() => useAccess(host))!
const allow = { kind: 'allow' }
const denied = (reason: string) => ({ kind: 'deny', reason })
const settle = () => vi.advanceTimersByTimeAsync(0)

function shell() {
  const flags = watched(0)
  const host: FakeHost = { ...fakeHost(), onConfigChange: (listener) => flags.subscribe(() => listener()) }
  const setConfig = (patch: FakeHost['config']) => {
    Object.assign(host.config, patch)
    flags.set(1)
  }
  return { host, setConfig }
}

describe('an open panel', () => {
  it.each<[string, string, (at: ReturnType<typeof shell>) => void, (at: ReturnType<typeof shell>) => void]>([
    [
      'the flag of the shell goes off',
      'flag-off',
      ({ setConfig }) => setConfig({ PX_ADMIN_DEV_MODE: '0' }),
      ({ setConfig }) => setConfig({ PX_ADMIN_DEV_MODE: '1' }),
    ],
    [
      'the flag of the server goes off',
      'backend-off',
      ({ setConfig }) => setConfig({ PX_DEV_PLUGIN_HOTLOAD: 'off' }),
      ({ setConfig }) => setConfig({ PX_DEV_PLUGIN_HOTLOAD: 'on' }),
    ],
    [
      'the permission is lost',
      'no-permission',
      ({ host }) => host.user.set({ ...testUser, permissions: [] }),
      ({ host }) => host.user.set(testUser),
    ],
    ['somebody signs out', 'signed-out', ({ host }) => host.user.set(null), ({ host }) => host.user.set(testUser)],
    ['the tenant is gone', 'no-tenant', ({ host }) => host.tenant.set(null), ({ host }) => host.tenant.set(testTenant)],
  ])('closes when %s, and opens again', (_what, reason, close, open) => {
    const at = shell()
    const verdict = follow(at.host)
    expect(verdict.value).toEqual(allow)
    close(at)
    expect(verdict.value).toEqual(denied(reason))
    open(at)
    expect(verdict.value).toEqual(allow)
  })

  it("closes when the shell's check begins to throw", () => {
    const { host } = shell()
    let check: () => boolean = () => true
    host.permissions = { check: () => check() }
    const verdict = follow(host)
    check = () => {
      throw new Error('down')
    }
    host.user.set({ ...testUser })
    expect(verdict.value).toEqual(denied('no-permission'))
  })
})

describe('a check of the shell that takes time', () => {
  const answers: ((granted: boolean) => void)[] = []
  function slowShell() {
    answers.length = 0
    const { host } = shell()
    const check = vi.fn(() => new Promise<boolean>((resolve) => answers.push(resolve)))
    host.permissions = { check }
    return { host, check, verdict: follow(host) }
  }

  it('shows nothing until it answers, however long', async () => {
    const { verdict } = slowShell()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(verdict.value).toBeNull()
    answers[0]!(true)
    await settle()
    expect(verdict.value).toEqual(allow)
  })

  it('is asked again for the next person, of whom nothing is shown meanwhile', async () => {
    const { host, check, verdict } = slowShell()
    answers[0]!(true)
    await settle()
    host.user.set({ ...testUser, id: 'u-2' })
    expect(check).toHaveBeenCalledTimes(2)
    expect(verdict.value).toBeNull()
    answers[1]!(false)
    await settle()
    expect(verdict.value).toEqual(denied('no-permission'))
  })

  it('closes what is open within two seconds when it does not answer about the same person again', async () => {
    const { host, verdict } = slowShell()
    answers[0]!(true)
    await settle()
    host.user.set({ ...testUser, permissions: [] })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(verdict.value).toEqual(allow)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(verdict.value).toBeNull()
  })

  it('that answers late about somebody who has left says nothing', async () => {
    const { host, verdict } = slowShell()
    host.user.set(null)
    answers[0]!(true)
    await settle()
    expect(verdict.value).toEqual(denied('signed-out'))
  })
})
