import { describe, expect, it } from 'vitest'
import { ofAlerts } from '../report/alert-bars.ts'
import { formatAlerts } from '../report/alert-lines.ts'
import type { AlertRun } from './alerts-result.ts'
import { summarizeAlerts } from './summarize-alerts.ts'

const run = (more: Partial<AlertRun>): AlertRun => ({
  place: 'inbox',
  rate: 0,
  latencies: [],
  unseen: 0,
  load: 0,
  ...more,
})
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('the alerts of several runs', () => {
  it('are taken together for each place and rate', () => {
    const rows = summarizeAlerts([
      run({ latencies: upTo(50) }),
      run({ place: 'bell', rate: 1_000, latencies: [7.04] }),
      run({ latencies: upTo(100).slice(50), unseen: 2 }),
    ])
    expect(rows).toEqual([
      { place: 'inbox', rate: 0, alerts: 100, p50: 50, p95: 95, p99: 99, longest: 100, unseen: 2 },
      { place: 'bell', rate: 1_000, alerts: 1, p50: 7, p95: 7, p99: 7, longest: 7, unseen: 0 },
    ])
  })

  it('have no figures where a page could not be measured, and say why', () => {
    const rows = summarizeAlerts([run({ problem: 'The page does not read the stream.' })])
    expect(rows[0]).toMatchObject({ alerts: 0, p99: null, unseen: null })
    expect(formatAlerts({ causes: 100, rows, runs: [] })).toContain('  inbox, 0 lines/s: The page does not read')
  })

  it('are judged by the 99th percentile of at least a hundred, and by those that were never shown', () => {
    const judged = (latencies: number[], unseen = 0) =>
      ofAlerts({ causes: 100, rows: summarizeAlerts([run({ latencies, unseen })]), runs: [] }).map(
        ({ verdict }) => verdict,
      )
    expect(judged(upTo(99))).toEqual(['not measured', 'met'])
    expect(judged(upTo(100))).toEqual(['met', 'met'])
    expect(judged(upTo(300), 1)).toEqual(['not met', 'not met'])
  })
})
