import { expect, it } from 'vitest'
import type { LogEntry } from '../../../contracts/index.ts'
import { ok } from '../../kernel/index.ts'
import { loadBetween } from './load-between.ts'

const line = (n: number): LogEntry => ({
  logId: `l${n}`,
  ts: '',
  level: 'info',
  source: null,
  message: '',
  fields: null,
  reloadSequence: null,
  traceId: null,
})

/** A server with the lines 0 … `count` - 1 in pages of 10. */
function server(count: number) {
  const asked: unknown[] = []
  const numberOf = (id: string) => Number(id.slice(1))
  return {
    asked,
    async logs(variables: { afterId?: string | null; beforeId?: string | null }) {
      asked.push(variables.afterId ?? variables.beforeId)
      const from = variables.afterId ? numberOf(variables.afterId) + 1 : Math.max(0, numberOf(variables.beforeId!) - 10)
      const to = variables.afterId ? Math.min(count, from + 10) : numberOf(variables.beforeId!)
      const items = Array.from({ length: Math.max(0, to - from) }, (_, i) => line(from + i))
      return ok({ items, hasBefore: from > 0, hasAfter: to < count, rejected: 0 })
    },
  }
}

const gap = { fromId: null, toId: null, missed: null, at: 0, fill: 'loading' } as const
const ids = (result: Awaited<ReturnType<typeof loadBetween>>) =>
  result.ok && result.value.entries.map((entry) => entry.logId)

it('reads page by page up to the line behind the gap and not further', async () => {
  const api = server(100)
  const result = await loadBetween(api, 's', { gap, after: 'l3', before: 'l28' })
  expect(ids(result)).toEqual(Array.from({ length: 24 }, (_, i) => `l${i + 4}`))
  expect(result).toMatchObject({ value: { isWhole: true } })
  expect(api.asked).toEqual(['l3', 'l13', 'l23'])
})

it('takes everything after a gap that ends the log', async () => {
  expect(ids(await loadBetween(server(9), 's', { gap, after: 'l5', before: null }))).toEqual(['l6', 'l7', 'l8'])
})

it('says that lines are missing when it reads backwards and the server has more', async () => {
  expect(await loadBetween(server(100), 's', { gap, after: null, before: 'l50' })).toMatchObject({
    value: { isWhole: false },
  })
  expect(await loadBetween(server(100), 's', { gap, after: null, before: 'l5' })).toMatchObject({
    value: { isWhole: true },
  })
})
