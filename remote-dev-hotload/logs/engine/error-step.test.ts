import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../../../contracts/index.ts'
import { errorStep } from './error-step.ts'
import { createLogBuffer } from './log-buffer.ts'

const ERRORS = new Set([3, 40_000, 99_990])

function hundredThousand() {
  const buffer = createLogBuffer(200_000)
  const entry = (n: number): LogEntry => ({
    logId: `l${n}`,
    ts: new Date(1_700_000_000_000 + n).toISOString(),
    level: ERRORS.has(n) ? 'error' : 'info',
    source: null,
    message: `line ${n}`,
    fields: null,
    reloadSequence: null,
    traceId: null,
  })
  buffer.append(Array.from({ length: 100_000 }, (_, n) => ({ kind: 'line', sessionId: 's', entry: entry(n) })))
  buffer.append([{ kind: 'gap', gap: { fromId: null, toId: null, missed: 1, at: 0, fill: 'open' } }])
  return buffer.segments()
}

describe('the step to an error', () => {
  const segments = hundredThousand()
  const shown = () => true

  it('goes to the nearest one, however far it is, and passes over gaps', () => {
    expect(errorStep(segments, Number.MAX_SAFE_INTEGER, -1, shown)).toBe(99_990)
    expect(errorStep(segments, 99_990, -1, shown)).toBe(40_000)
    expect(errorStep(segments, 40_000, -1, shown)).toBe(3)
    expect(errorStep(segments, -1, 1, shown)).toBe(3)
    expect(errorStep(segments, 3, 1, shown)).toBe(40_000)
  })

  it('ends at the ends, and leaves out what the filter hides', () => {
    expect(errorStep(segments, 99_990, 1, shown)).toBeNull()
    expect(errorStep(segments, 3, -1, shown)).toBeNull()
    expect(errorStep(segments, 99_990, -1, (seq) => seq !== 40_000)).toBe(3)
  })
})
