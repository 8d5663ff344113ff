import { describe, expect, it } from 'vitest'
import { createLogBuffer, type LogBuffer } from './log-buffer.ts'
import type { NewRow } from './log-row.ts'
import { gap, line, mark, reload } from './testing/rows.ts'

const numbered = (n: number, sessionId = 's') => line(`line ${n}`, { logId: `l${n}`, sessionId })
const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => numbered(from + i))

/** Messages of the kept lines, with the number of the first row. */
function shown(buffer: LogBuffer): [first: number, ...texts: string[]] {
  const texts: string[] = []
  for (let seq = buffer.first; seq < buffer.next; seq++) {
    const row = buffer.row(seq)!
    texts.push(row.kind === 'line' ? row.entry.logId : row.kind)
  }
  return [buffer.first, ...texts]
}

describe('the log buffer', () => {
  it('keeps about as many rows as its limit, the newest, and counts the lines it lost', () => {
    const buffer = createLogBuffer(100)
    for (let i = 0; i < 1_000; i += 10) buffer.append([...lines(i, i + 9), mark])
    const kept = buffer.next - buffer.first
    expect(kept).toBeGreaterThanOrEqual(100)
    expect(kept).toBeLessThanOrEqual(107)
    expect(buffer.dropped).toBe(Math.ceil((1_000 - kept) * 0.9))
    expect(buffer.row(buffer.first - 1)).toBeUndefined()
    expect(buffer.row(buffer.next - 2)).toMatchObject({ kind: 'line', entry: { logId: 'l998' } })
  })

  it('counts text instead of rows when lines are huge, so that a noisy plugin cannot fill the memory', () => {
    const buffer = createLogBuffer(1_000)
    const huge = 'x'.repeat(256 * 1024)
    for (let n = 0; n < 600; n++) buffer.append([line(huge)])
    expect(buffer.next - buffer.first).toBeLessThan(270)
    expect(buffer.next - buffer.first + buffer.dropped).toBe(600)
  })

  it('gives back each word as it was sent', () => {
    const odd = [
      line('', { level: 'notice', source: '', traceId: '', ts: 'soon', fields: 0 }),
      line('half a \ud800 pair', { ts: '2026-11-23T10:00:00+02:00', reloadSequence: 2 ** 40, source: 'browser' }),
      line('\u0000', { fields: { __proto__: 1, a: [null, ''] }, reloadSequence: 0, ts: '2026-11-23T10:00:00.123Z' }),
      line('long time', { ts: '+275760-09-13T00:00:00.000Z', reloadSequence: -1, sessionId: '', source: null }),
    ]
    const buffer = createLogBuffer(1_000)
    buffer.append(odd)
    expect(odd.map((_, seq) => buffer.row(seq))).toEqual(odd.map((row, seq) => ({ ...row, seq })))
  })

  it('keeps apart more sources and sessions than a column has numbers', () => {
    const buffer = createLogBuffer(100_000)
    const rows = Array.from({ length: 70_000 }, (_, n) => line('', { source: `source ${n % 300}`, sessionId: `s${n}` }))
    buffer.append(rows)
    for (const seq of [0, 253, 254, 255, 299, 65_533, 65_534, 65_535, 69_999]) {
      expect(buffer.row(seq)).toEqual({ ...rows[seq], seq })
    }
    const segment = buffer.segments()[0]!
    expect(buffer.sourceName(segment.source[5]!)).toBe('source 5')
    expect(buffer.sessionName(segment.session[5]!)).toBe('s5')
    expect(buffer.sourceName(0)).toBe('')
  })

  it('drops a line that is replayed, also when retention has dropped the first one', () => {
    const buffer = createLogBuffer(100)
    buffer.append(lines(0, 2_000))
    const before = [buffer.next, buffer.version]
    buffer.append(lines(0, 2_000))
    expect([buffer.next, buffer.version]).toEqual(before)
    buffer.append([numbered(0, 'another session')])
    expect(buffer.next).toBe(2_001)
  })

  it('knows the newest 65 536 lines again, in any order of arrival', () => {
    const buffer = createLogBuffer(200_000)
    const seam = gap
    buffer.append([...lines(0, 50), seam, ...lines(150_000, 180_000)])
    // The lines of a gap, more than the window holds, must not push out what came after the gap.
    buffer.replace(50, lines(50, 150_000))
    buffer.prepend([numbered(-1)])
    expect(buffer.next - buffer.first).toBe(180_001)
    buffer.append(lines(180_000 - 65_536, 180_000))
    expect(buffer.next - buffer.first).toBe(180_001)
  }, 60_000)

  it('gives older rows numbers below the first one and leaves all others alone', () => {
    const buffer = createLogBuffer(100)
    buffer.append(lines(3, 5))
    const { generation, version } = buffer
    expect(buffer.prepend([numbered(0), reload(1), numbered(1), numbered(3), numbered(1)])).toBe(0)
    expect(shown(buffer)).toEqual([-3, 'l0', 'reload', 'l1', 'l3', 'l4'])
    expect(buffer.generation).toBe(generation)
    expect(buffer.version).toBeGreaterThan(version)
    buffer.append([numbered(1), numbered(5)])
    expect(shown(buffer)).toEqual([-3, 'l0', 'reload', 'l1', 'l3', 'l4', 'l5'])
  })

  it('keeps of older rows the newest that there is room for, and says how many it could not keep', () => {
    const buffer = createLogBuffer(10)
    buffer.append(lines(10, 17))
    expect(buffer.prepend(lines(0, 12))).toBe(7)
    expect(shown(buffer)).toEqual([-3, ...lines(7, 17).map((row) => row.kind === 'line' && row.entry.logId)])
    const { version } = buffer
    expect(buffer.prepend(lines(0, 5))).toBe(5)
    expect(buffer.version).toBe(version)
  })

  it('puts rows in the place of others, keeps the numbers behind them and moves those before', () => {
    const buffer = createLogBuffer(100)
    buffer.append([...lines(0, 2), gap, ...lines(5, 7)])
    const { generation } = buffer
    buffer.replace(2, lines(1, 6))
    expect(shown(buffer)).toEqual([-2, 'l0', 'l1', 'l2', 'l3', 'l4', 'l5', 'l6'])
    expect(buffer.generation).not.toBe(generation)
    buffer.replace(-2, [], 6)
    expect(shown(buffer)).toEqual([4, 'l6'])
    buffer.replace(4, [numbered(6), mark])
    expect(shown(buffer)).toEqual([3, 'l6', 'mark'])
    buffer.replace(99, [mark])
    expect(shown(buffer)).toEqual([3, 'l6', 'mark'])
    buffer.replace(3, [], 2)
    buffer.append(lines(20, 21))
    expect(shown(buffer)).toEqual([5, 'l20'])
  })

  it('says something else in the place of a row without moving any', () => {
    const buffer = createLogBuffer(100)
    buffer.append([numbered(0), reload(1), numbered(1)])
    const { generation, version } = buffer
    const ended: NewRow = { ...(reload(1) as Extract<NewRow, { kind: 'reload' }>) }
    buffer.update(1, ended)
    buffer.update(2, numbered(9))
    buffer.update(77, mark)
    expect(shown(buffer)).toEqual([0, 'l0', 'reload', 'l9'])
    expect(buffer.generation).toBe(generation)
    expect(buffer.version).toBe(version + 2)
  })

  it('never gives a number again after it was cleared', () => {
    const buffer = createLogBuffer(100)
    buffer.append(lines(0, 5))
    const { generation } = buffer
    buffer.clear()
    expect([buffer.first, buffer.next, buffer.dropped]).toEqual([5, 5, 0])
    expect(buffer.generation).not.toBe(generation)
    buffer.append(lines(0, 1))
    expect(shown(buffer)).toEqual([5, 'l0'])
  })

  it('shows its rows as columns, marks with the rank of no line', () => {
    const buffer = createLogBuffer(1_000)
    buffer.append([
      line('timeout after 3 ms', {
        level: 'warn',
        ts: '2026-11-23T10:00:00.000Z',
        reloadSequence: 4,
        fields: { a: 1 },
      }),
      mark,
      line('timeout after 9 ms', { level: 'error', ts: 'soon', source: null }),
      line('fine', { level: 'debug' }),
    ])
    const [segment] = buffer.segments()
    const of = (column: ArrayLike<number>) => Array.from(column).slice(0, segment!.count)
    expect(of(segment!.rank)).toEqual([3, 255, 4, 1])
    expect(of(segment!.reload)).toEqual([4, -1, -1, -1])
    expect(segment!.ts[0]).toBe(Date.UTC(2026, 10, 23, 10))
    expect(segment!.ts[2]).toBeNaN()
    expect(segment!.fingerprint[0]).toBe(segment!.fingerprint[2])
    expect([segment!.fingerprint[1], segment!.fingerprint[3]]).toEqual([0, 0])
    expect(of(segment!.source).map(buffer.sourceName)).toEqual(['sandbox', '', '', 'sandbox'])
    expect(segment!.texts()).toEqual(['timeout after 3 ms', '', 'timeout after 9 ms', 'fine'])
    expect(segment!.fields()).toEqual(['{"a":1}', '', '', ''])
  })
})
