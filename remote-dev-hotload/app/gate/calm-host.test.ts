import { describe, expect, it, vi } from 'vitest'
import type { DevHotloadHost } from '../../../contracts/host.ts'
import { fakeHost } from '../../tests/fake-host.ts'
import { calmHost } from './calm-host.ts'

const broken = (): never => {
  throw new Error('token=abc')
}

/** A shell of which every function throws, but for telemetry, which listens. */
function brokenShell() {
  const exception = vi.fn()
  const source = { get: broken, subscribe: broken }
  const host: DevHotloadHost = {
    ...fakeHost(),
    user: source,
    tenant: source,
    locale: source,
    theme: source,
    auth: { getAccessToken: broken, refresh: broken, onSessionEnded: broken },
    navigation: { basePath: '/p', current: broken, push: broken, replace: broken, subscribe: broken },
    notify: broken,
    confirm: broken,
    escalate: broken,
    onConfigChange: broken,
    telemetry: { breadcrumb: vi.fn(), metric: vi.fn(), exception },
  }
  return { host, calm: calmHost(host), exception }
}

describe('a shell whose functions throw', () => {
  it('gives the panel what gives least, and hears which function it was without its words', async () => {
    const { calm, exception } = brokenShell()
    expect([calm.user.get(), calm.tenant.get(), calm.locale.get(), calm.theme.get()]).toEqual([
      null,
      null,
      'en-US',
      'light',
    ])
    expect(calm.navigation.current()).toBe('/')
    for (const act of [
      () => calm.navigation.push('/p/a'),
      () => calm.navigation.replace('/p/a'),
      () => calm.auth.onSessionEnded('/p'),
      () => calm.notify?.({ kind: 'info', title: 'x' }),
      () => calm.escalate?.({ kind: 'stream.disconnected', severity: 'warning', since: '', count: 1 }),
      () => calm.user.subscribe(() => {})(),
      () => calm.navigation.subscribe(() => {})(),
      () => calm.onConfigChange?.(() => {})(),
    ])
      expect(act).not.toThrow()
    await expect(calm.auth.getAccessToken()).rejects.toThrow()
    await expect(
      calm.confirm?.({ title: '', body: '', confirmLabel: '', cancelLabel: '', tone: 'info' }),
    ).resolves.toBe(false)
    const told = exception.mock.calls.map(([, context]) => (context as { member: string }).member)
    expect(new Set(told)).toContain('navigation.push')
    expect(exception.mock.calls.every(([error]) => !String((error as Error).stack).includes('token=abc'))).toBe(true)
  })

  it('may reject where the contract knows no promise', async () => {
    const exception = vi.fn()
    const late = () => Promise.reject(new Error('late')) as never
    const calm = calmHost({ ...fakeHost(), notify: late, telemetry: { breadcrumb: late, metric: late, exception } })
    calm.notify?.({ kind: 'info', title: 'x' })
    calm.telemetry?.breadcrumb({ action: 'a', result: 'b', duration: 1 })
    await Promise.resolve()
    await Promise.resolve()
    expect(exception.mock.calls.map(([, context]) => context as unknown)).toEqual([
      expect.objectContaining({ code: 'DH_HOST_002', member: 'notify' }),
    ])
  })

  it('is not told of a telemetry that fails itself', () => {
    const calm = calmHost({ ...fakeHost(), telemetry: { breadcrumb: broken, metric: broken, exception: broken } })
    expect(() => calm.telemetry?.exception(new Error('x'))).not.toThrow()
    expect(() => calm.telemetry?.metric('m', 1, 'ms')).not.toThrow()
  })
})

describe('what we hand to the shell', () => {
  it('throws at nobody: the shell goes on telling its other listeners', () => {
    const exception = vi.fn()
    const host = fakeHost()
    const calm = calmHost({ ...host, telemetry: { breadcrumb: vi.fn(), metric: vi.fn(), exception } })
    calm.locale.subscribe(broken)
    expect(() => host.locale.set('zh-CN')).not.toThrow()
    expect(exception.mock.calls[0]![1]).toMatchObject({ code: 'DH_VIEW_002' })
  })

  it('is one for each host, so that all doors of a page share one panel', () => {
    const host = fakeHost()
    expect(calmHost(host)).toBe(calmHost(host))
    expect(calmHost(calmHost(host))).toBe(calmHost(host))
  })
})
