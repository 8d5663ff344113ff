import { describe, expect, it } from 'vitest'
import { judge } from './report/bars.ts'
import { formatTable } from './report/table.ts'
import { noFigures, type Run } from './results.ts'
import { summarize } from './summary.ts'

const run = (page: string, figures: Partial<Run> = {}): Run => ({ page, rate: 1_000, ...noFigures, ...figures })
const verdictOf = (runs: Run[], bar: RegExp) => judge({ summary: summarize(runs) }).find((line) => bar.test(line.bar))

describe('the summary', () => {
  it('takes medians and tells the spread', () => {
    const rows = summarize([run('ours', { fps: 50 }), run('ours', { fps: 60 }), run('ours', { fps: 58 })])
    expect(rows).toMatchObject([{ page: 'ours', fps: 58, runs: 3, spread: { fps: [50, 60] } }])
  })

  it('compares with the empty pages of the same rate', () => {
    const rows = summarize([
      run('empty', { fps: 60 }),
      run('ours', { fps: 57 }),
      run('empty', { fps: 40, rate: 100 }),
      run('empty', { fps: 60 }),
    ])
    expect(rows.find(({ page }) => page === 'ours')?.fps_of_empty).toBe(0.95)
  })

  it('does not let a good run make up for lines that were lost in another', () => {
    expect(summarize([run('ours', { lost: 0 }), run('ours', { lost: 7 }), run('ours', { lost: 0 })])[0]?.lost).toBe(7)
  })

  it('keeps a page that could not be measured, with its reason', () => {
    expect(summarize([run('vue-naive', { problem: 'It hangs.' })])).toMatchObject([
      { page: 'vue-naive', fps: null, problem: 'It hangs.' },
    ])
  })
})

describe('the bars', () => {
  const empty = run('empty', { fps: 60 })

  it('are met or not, with the figure', () => {
    expect(verdictOf([empty, run('ours', { fps: 59 })], /share of the empty/)).toMatchObject({
      verdict: 'met',
      figure: '0.983',
    })
    expect(verdictOf([empty, run('ours', { lat_p95: 81 })], /p95 ≤ 80/)).toMatchObject({ verdict: 'not met' })
    expect(verdictOf([empty, run('ours', { lost: 1 })], /lost/)).toMatchObject({ verdict: 'not met', figure: '1' })
  })

  it('are never met by what was not measured', () => {
    const verdicts = judge({ summary: summarize([empty, run('ours'), run('xterm', { fps: 60 })]) })
    expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['not measured']))
  })

  it('name the viewer that is ahead, and forgive a difference within a frame', () => {
    const ours = run('ours', { fps: 58, lat_p95: 60 })
    const close = run('tanstack', { fps: 59, lat_p95: 50 })
    expect(verdictOf([empty, ours, close], /ahead of every other/)).toMatchObject({ verdict: 'met' })
    const better = run('xterm', { fps: 58, lat_p95: 30 })
    expect(verdictOf([empty, ours, close, better], /ahead of every other/)).toMatchObject({
      verdict: 'not met',
      figure: 'xterm p95 30.0 < 60.0 ms',
    })
  })
})

describe('the table', () => {
  it('has the panel first, the empty page next, and a dash for what is not known', () => {
    const lines = formatTable(summarize([run('empty', { fps: 60 }), run('xterm'), run('ours', { fps: 59 })])).split(
      '\n',
    )
    expect(lines.slice(2).map((line) => line.split(/\s+/)[0])).toEqual(['ours', 'empty', 'xterm'])
    expect(lines[4]).toContain('–')
    expect(new Set(lines.slice(1).map((line) => line.length)).size).toBe(1)
  })
})
