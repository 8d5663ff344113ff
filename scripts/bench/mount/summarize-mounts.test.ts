import { describe, expect, it } from 'vitest'
import { ofMounts } from '../report/mount-bars.ts'
import { formatMounts } from '../report/mount-lines.ts'
import type { MountRun } from './mounts-result.ts'
import { summarizeMounts } from './summarize-mounts.ts'

const run = (door_ms: number, table_ms: number): MountRun => ({ times: { cold: { door_ms, table_ms } }, load: 0 })

describe('the times of opening the panel', () => {
  it('are medians of the door, of the way from there to the table, and of both', () => {
    const [cold, warm] = summarizeMounts([run(20, 120), run(30, 180), run(100, 900)])
    expect(cold).toEqual({
      kind: 'cold',
      samples: 3,
      door: 30,
      table: 150,
      table_longest: 800,
      all: 180,
      all_least: 120,
      all_longest: 900,
    })
    expect(warm).toMatchObject({ kind: 'warm', samples: 0, table: null, all_longest: null })
  })

  it('keep what was measured before something went wrong, and say what it was', () => {
    const runs: MountRun[] = [run(20, 120), { ...run(20, 140), problem: 'The panel shows no session.\n    at …' }]
    const text = formatMounts({ sessions: 200, rows: summarizeMounts(runs), runs })
    expect(text).toMatch(/^cold +20 +110 +120 +130 +120 +140 +2$/m)
    expect(text).toMatch(/^ {2}The panel shows no session\.$/m)
  })

  it('are judged by the median of at least five', () => {
    const judged = (count: number, table: number) => {
      const runs = Array.from({ length: count }, () => run(10, 10 + table))
      return ofMounts({ sessions: 200, rows: summarizeMounts(runs), runs })[0]!.verdict
    }
    expect([judged(4, 300), judged(5, 300), judged(5, 301)]).toEqual(['not measured', 'met', 'not met'])
  })
})
