import { describe, expect, it } from 'vitest'
import type { Metrics } from '../../../contracts/index.ts'
import type { ApiError, DevHotloadApiClient } from '../../client/index.ts'
import { ok, type Result } from '../../kernel/index.ts'
import { createLogBook } from '../../logs/index.ts'
import { sampleMetrics } from '../../metrics/testing/sample-metrics.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { createLists } from './lists.ts'
import type { Memory } from './memory.ts'
import { createStores } from './stores.ts'

type Wish = Parameters<DevHotloadApiClient['queries']['metrics']>[0]

function start() {
  const stores = createStores(1_000, createLogBook(1_000, { pack: null }))
  const asked: { wish: Wish; answer: (metrics: Metrics) => void }[] = []
  const queries = {
    metrics: (wish: Wish) =>
      new Promise<Result<Metrics, ApiError>>((resolve) => {
        asked.push({ wish, answer: (metrics) => resolve(ok(metrics)) })
      }),
  }
  const lists = createLists({
    client: { queries } as unknown as DevHotloadApiClient,
    stores,
    memory: {} as Memory,
    clock: createFakeClock(),
    tenantId: () => 't',
    onError: () => {},
  })
  return { stores, lists, asked }
}

describe('the figures of a window', () => {
  it('come with series that reach twice as far, in sixty steps', async () => {
    const { lists, asked, stores } = start()
    stores.metrics.setWindow(3_600_000)
    const done = lists.metrics('s')
    expect(asked[0]!.wish).toEqual({
      tenantId: 't',
      sessionId: 's',
      windowMs: 3_600_000,
      isTrend: true,
      trendMs: 7_200_000,
      stepMs: 60_000,
    })
    asked[0]!.answer(sampleMetrics(0))
    await done
    expect(stores.metrics.of('s').windowMs).toBe(3_600_000)
  })

  it('that is looked at no more are not shown, however late they come', async () => {
    const { lists, asked, stores } = start()
    const slow = lists.metrics(null)
    stores.metrics.setWindow(300_000)
    const quick = lists.metrics(null)
    asked[1]!.answer(sampleMetrics(0, { activeSessions: 2 }))
    await quick
    asked[0]!.answer(sampleMetrics(0, { activeSessions: 1 }))
    await slow
    expect(stores.metrics.of(null)).toMatchObject({ windowMs: 300_000, metrics: { activeSessions: 2 } })
  })
})
