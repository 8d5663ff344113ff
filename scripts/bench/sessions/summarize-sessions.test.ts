import { describe, expect, it } from 'vitest'
import { judge } from '../report/bars.ts'
import { formatSessions } from '../report/sessions-lines.ts'
import { noSessionFigures, type SessionRun, type SessionsResult } from './sessions-result.ts'
import { summarizeSessions } from './summarize-sessions.ts'

const run = (page: string, more: Partial<SessionRun> = {}): SessionRun => ({
  page,
  ...noSessionFigures,
  times: {},
  compared: [],
  examples: [],
  settled: [],
  load: 1,
  ...more,
})
const result = (runs: SessionRun[]): SessionsResult => ({
  sessions: 10_000,
  updates_per_s: 200,
  seconds: 5,
  rows: summarizeSessions(runs),
  runs,
})
const verdictOf = (runs: SessionRun[], bar: RegExp) =>
  judge({ summary: [], sessions: result(runs) }).find((line) => bar.test(line.bar))
const times = (took: number, samples = 30) => Array.from({ length: samples }, () => took)

describe('the summary of the table of sessions', () => {
  it('takes medians, the samples of all runs, and the worst of what must not be wrong', () => {
    const rows = summarizeSessions([
      run('empty', { fps: 60 }),
      run('ours', { fps: 54, wrong_cells: 0, times: { sort: [10, 20] } }),
      run('ours', { fps: 60, wrong_cells: 2, times: { sort: [30] } }),
    ])
    expect(rows[1]).toMatchObject({ page: 'ours', fps: 57, fps_of_empty: 0.95, wrong_cells: 2, runs: 2 })
    expect(rows[1]?.interactions?.sort).toEqual({ samples: 3, p50: 20, p95: 30 })
    expect(rows[1]?.interactions?.tick).toEqual({ samples: 0, p50: null, p95: null })
  })
})

describe('the bars of the table of sessions', () => {
  const empty = run('empty', { fps: 60 })

  it('are met or not, with the figure', () => {
    expect(verdictOf([empty, run('ours', { fps: 57 })], /share of the empty/)).toMatchObject({ verdict: 'met' })
    expect(verdictOf([empty, run('ours', { fps: 56 })], /share of the empty/)).toMatchObject({ verdict: 'not met' })
    expect(verdictOf([run('ours', { times: { sort: times(51) } })], /sort/)).toMatchObject({ verdict: 'not met' })
    expect(verdictOf([run('ours', { wrong_cells: 1 })], /wrong/)).toMatchObject({ verdict: 'not met' })
  })

  it('are not met by too few samples, nor by what is not there', () => {
    expect(verdictOf([run('ours', { times: { sort: times(10, 29) } })], /sort/)?.verdict).toBe('not measured')
    expect(verdictOf([run('ours', { times: { sort: times(10, 30) } })], /sort/)?.verdict).toBe('met')
    expect(verdictOf([empty], /wrong/)?.verdict).toBe('not measured')
  })
})

describe('the table of the table of sessions', () => {
  it('has a line for each page and tells what went wrong', () => {
    const text = formatSessions(
      result([
        run('empty', { fps: 60 }),
        run('ours', {
          fps: 59,
          times: { sort: times(12) },
          examples: ['errors "1" instead of 2'],
          problem: 'It broke.',
        }),
      ]),
    )
    expect(text).toContain('10000 sessions, 200 updates/s')
    expect(text).toMatch(/^ours .*0\.983/m)
    expect(text).toContain('12 / 12 (30)')
    expect(text).toContain('ours: errors "1" instead of 2')
    expect(text).toContain('ours: It broke.')
  })
})
