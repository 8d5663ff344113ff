import { describe, expect, it } from 'vitest'
import { buildHistogram, createHistogramBuilder } from './build-histogram.ts'
import { createFakeBuffer } from './testing/fake-buffer.ts'
import { line, mark, reload } from './testing/rows.ts'

const START = Date.UTC(2026, 10, 23, 10, 0, 3)
const at = (ms: number, level = 'info') => line('x', { ts: new Date(START + ms).toISOString(), level })

function of(rows: Parameters<ReturnType<typeof createFakeBuffer>['append']>[0], bars?: number) {
  const buffer = createFakeBuffer()
  buffer.append(rows)
  return buildHistogram(buffer.segments(), bars)
}

describe('the histogram', () => {
  it('counts calm lines, warnings and errors in round steps, empty ones between them too', () => {
    const histogram = of([at(0), at(400, 'warn'), at(900, 'debug'), at(2_500, 'error'), at(2_600, 'fatal'), reload(1)])
    expect(histogram).toEqual({
      from: START,
      to: START + 3_000,
      stepMs: 1_000,
      bars: [
        { at: START, calm: 2, warn: 1, error: 0 },
        { at: START + 1_000, calm: 0, warn: 0, error: 0 },
        { at: START + 2_000, calm: 0, warn: 0, error: 2 },
      ],
    })
  })

  it.each([
    [90, 1_000],
    [150, 2_000],
    [3_600, 60_000],
    [86_400, 900_000],
    [86_400 * 365, 86_400_000 * 5],
    [86_400 * 365 * 200, 86_400_000 * 1_000],
  ])('over %d s it has steps of %d ms, and never more bars than asked for', (seconds, stepMs) => {
    const histogram = of([at(0), at(seconds * 1_000)], 100)
    expect(histogram.stepMs).toBe(stepMs)
    expect(histogram.bars.length).toBeLessThanOrEqual(100)
    expect(histogram.from % stepMs).toBe(0)
    expect(histogram.bars.reduce((sum, bar) => sum + bar.calm, 0)).toBe(2)
  })

  it('has no bars without a readable time', () => {
    expect(of([line('x', { ts: 'never' }), mark]).bars).toEqual([])
    expect(of([]).bars).toEqual([])
  })

  it('stays right while the log grows, a segment that fills up included', () => {
    const buffer = createFakeBuffer(3)
    const builder = createHistogramBuilder()
    const segments = () => buffer.segments()
    for (let n = 0; n < 8; n++) {
      buffer.append([at(n * 1_000, n % 2 ? 'error' : 'info')])
      expect(builder.build(segments())).toEqual(buildHistogram(segments()))
    }
    const same = segments()
    expect(builder.build(same, 4)).toEqual(buildHistogram(same, 4))
    expect(builder.build(same)).toEqual(buildHistogram(same))
  })
})
