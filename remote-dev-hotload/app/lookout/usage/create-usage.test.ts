import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { CORE_OFFERS, GATEWAY_OFFERS } from '../../../../contracts/index.ts'
import type { TabRole } from '../../../client/index.ts'
import { createEmitter, err, ok } from '../../../kernel/index.ts'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { fakeHost } from '../../../tests/fake-host.ts'
import { createStores } from '../../panel/stores.ts'
import type { LookoutDeps } from '../create-lookout.ts'
import type { Lookout } from '../create-lookout.ts'
import { createUsage } from './create-usage.ts'
import { ACTIVE_SESSIONS, LOG_THROUGHPUT, TERMINATE_LATENCY_MS, USAGE_METRICS, USAGE_TAGS } from './usage-metrics.ts'

const RELEASE = 'dev-hotload@9.9.9+0123456789abcdef'
const FIGURES = { activeSessions: 4, logThroughputPerSec: 12.5 }

function open(askRelease = () => Promise.resolve<string | null>(RELEASE)) {
  const clock = createFakeClock()
  const metric = vi.fn<(name: string, value: number, unit: string, tags: Record<string, string>) => void>()
  const host = { ...fakeHost(), telemetry: { breadcrumb: vi.fn(), metric, exception: vi.fn() } }
  const stores = createStores(100)
  const roles = createEmitter<TabRole>()
  const page = { role: 'alone' as TabRole, isHidden: false }
  const offers = shallowRef(GATEWAY_OFFERS)
  const metrics = vi.fn(async () => ok(FIGURES) as never)
  const deps = {
    ...{ host, stores, clock, offers, onFault: (error: unknown) => expect.fail(String(error)) },
    client: { queries: { metrics }, stream: { role: () => page.role, onRole: roles.subscribe } },
    tenantId: () => host.tenant.get()?.id ?? null,
    isHidden: () => page.isHidden,
  } as unknown as LookoutDeps
  const usage = createUsage(deps, askRelease)
  const told = (name: string) => metric.mock.calls.filter(([told]) => told === name).map(([, value]) => value)
  return { clock, metric, host, stores, roles, page, offers, metrics, usage, told }
}

describe('how the panel is used', () => {
  let at: ReturnType<typeof open>
  const opened: Lookout[] = []
  const start = async (askRelease?: () => Promise<string | null>) => {
    at = open(askRelease)
    opened.push(at.usage)
    await flushPromises()
  }
  const later = async (ms: number) => {
    at.clock.advance(ms)
    await flushPromises()
  }
  beforeEach(() => start())
  afterEach(() => {
    for (const usage of opened.splice(0)) usage.dispose()
    expect(at.clock.pending()).toBe(0)
  })

  it('is told at once and every minute, with its unit, tenant and release', async () => {
    expect(at.metric.mock.calls).toEqual([
      [ACTIVE_SESSIONS, 4, 'session', { tenant: 't-1', release: RELEASE }],
      [LOG_THROUGHPUT, 12.5, 'line/second', { tenant: 't-1', release: RELEASE }],
    ])
    expect(Object.keys(at.metric.mock.calls[0]![3])).toEqual([...USAGE_TAGS])
    await later(180_000)
    expect(at.told(ACTIVE_SESSIONS)).toHaveLength(4)
  })

  it('is not told of a page that nobody sees, and soon after somebody does', async () => {
    at.page.isHidden = true
    await later(300_000)
    expect(at.metrics).toHaveBeenCalledTimes(1)
    at.page.isHidden = false
    await later(15_000)
    expect(at.told(LOG_THROUGHPUT)).toHaveLength(2)
  })

  it('is told by one of all tabs: the one with the stream', async () => {
    at.page.role = 'follower'
    await later(300_000)
    expect(at.metrics).toHaveBeenCalledTimes(1)
    at.page.role = 'leader'
    at.roles.emit('leader')
    await flushPromises()
    expect(at.metrics).toHaveBeenCalledTimes(2)
  })

  it('is not asked for where somebody looks at the figures already', async () => {
    at.stores.metrics.applySnapshot(null, { ...FIGURES, activeSessions: 7, series: [], thresholds: [] } as never)
    await later(60_000)
    expect(at.metrics).toHaveBeenCalledTimes(1)
    expect(at.told(ACTIVE_SESSIONS)).toEqual([4, 7])
  })

  it('is counted in the list where the server has no figures, and nothing is made up', async () => {
    at.offers.value = CORE_OFFERS
    await later(60_000)
    expect(at.told(ACTIVE_SESSIONS)).toEqual([4])
    const statusCounts = new Map(Object.entries({ ACTIVE: 2, RELOADING: 1, TERMINATED: 5, EXPIRED: 1 }))
    const page = { items: [], totalCount: 9, limit: 50, offset: 0, statusCounts, recentAlerts: [], rejected: 0 }
    at.stores.sessions.applySnapshot({ ...page, streamCursor: null }, at.clock.now())
    await later(60_000)
    expect(at.told(ACTIVE_SESSIONS)).toEqual([4, 3])
    expect(at.told(LOG_THROUGHPUT)).toEqual([12.5])
  })

  it('is left out when the server does not answer', async () => {
    at.metrics.mockResolvedValueOnce(err({ code: 'DH_API_001' }) as never)
    await later(60_000)
    expect(at.told(ACTIVE_SESSIONS)).toEqual([4])
  })

  it('is asked for anew for another tenant, whose name is not on the old one’s figures', async () => {
    let answer = (_figures: never): void => {}
    at.metrics.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    await later(60_000)
    at.host.tenant.set({ id: 't-2', name: 'Two' })
    at.usage.changeScope()
    answer(ok({ activeSessions: 99, logThroughputPerSec: 99 }) as never)
    await later(15_000)
    expect(at.told(ACTIVE_SESSIONS)).toEqual([4, 4])
    expect(at.metric.mock.lastCall![3]['tenant']).toBe('t-2')
  })

  describe('of terminates', () => {
    const terminate = (key: string) => {
      const { commands } = at.stores
      commands.begin({ key, kind: 'terminate', sessionId: 's-1', title: 'x', requestedAt: at.clock.now() })
      commands.accepted(key, { auditId: 'a-1', reloadId: null, at: at.clock.now() })
    }

    it('the time from the click to the seen end is told, once for each', async () => {
      terminate('k-1')
      at.clock.advance(1_250)
      at.stores.commands.done('k-1', at.clock.now())
      at.stores.commands.dismiss('k-1')
      await flushPromises()
      expect(at.metric).toHaveBeenLastCalledWith(TERMINATE_LATENCY_MS, 1_250, 'millisecond', {
        tenant: 't-1',
        release: RELEASE,
      })
      expect(at.told(TERMINATE_LATENCY_MS)).toEqual([1_250])
    })

    it('nothing is told of one that failed, or of a reload', async () => {
      terminate('k-1')
      at.stores.commands.failed('k-1', { code: 'DH_COMMAND_002', at: at.clock.now() })
      const reload = { kind: 'reload', sessionId: 's-1', title: 'x', requestedAt: at.clock.now() } as const
      at.stores.commands.begin({ key: 'k-2', ...reload })
      at.stores.commands.done('k-2', at.clock.now())
      await flushPromises()
      expect(at.told(TERMINATE_LATENCY_MS)).toEqual([])
    })
  })

  it('waits until it is known which build this is; when nobody tells, the version is on it', async () => {
    let answer = (_release: string | null): void => {}
    await start(() => new Promise((resolve) => (answer = resolve)))
    expect(at.metric).not.toHaveBeenCalled()
    answer(null)
    await flushPromises()
    expect(at.metric.mock.calls[0]![3]['release']).toMatch(/^dev-hotload@\d+\.\d+\.\d+$/)
  })
})

describe('the metrics of the specification', () => {
  it('keep their names', () => {
    expect(Object.keys(USAGE_METRICS)).toEqual([
      'admin.dev_hotload.active_sessions',
      'admin.dev_hotload.log_throughput',
      'admin.dev_hotload.terminate_latency_ms',
    ])
  })
})
