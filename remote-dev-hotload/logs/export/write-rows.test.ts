import { describe, expect, it } from 'vitest'
import { createLogBuffer } from '../engine/log-buffer.ts'
import type { NewRow } from '../engine/log-row.ts'
import { exportWriter } from './export-format.ts'
import type { RowSource } from './row-source.ts'
import { surveyRows } from './survey-rows.ts'
import { createTestPace, type TestPace } from './testing/pace.ts'
import { bufferOf, gapOf, headerOf, lineOf, markOf, reloadOf, type TestBuffer } from './testing/samples.ts'
import { viewOf } from './testing/test-view.ts'
import { writeRows } from './write-rows.ts'

const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => lineOf(from + index))
const all = (buffer: TestBuffer): RowSource => ({ buffer, view: null, range: null })

async function run(source: RowSource, pace: TestPace = createTestPace(), end = new AbortController()) {
  const survey = (await surveyRows(source, pace, end.signal))!
  const progress: number[] = []
  let text = ''
  const outcome = await writeRows({
    source,
    survey,
    header: headerOf(),
    writer: exportWriter('jsonl'),
    target: {
      async write(more) {
        text += more
      },
    },
    pace,
    signal: end.signal,
    onProgress: (done) => progress.push(done),
  })
  const objects = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { kind: string; message?: string })
  const written = objects.flatMap(({ kind, message }) => (kind === 'line' ? [Number(message!.slice(5))] : []))
  return { survey, outcome, written, kinds: objects.map(({ kind }) => kind), objects, progress }
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

describe('an export of the log', () => {
  it('counts first: lines, sessions, first and last time, gaps', async () => {
    const other = { ...lineOf(3), sessionId: 's-2' }
    const { survey, kinds } = await run(all(bufferOf([lineOf(1), gapOf(7), reloadOf(1), other, gapOf(null), markOf()])))
    expect(survey).toMatchObject({
      lines: 2,
      sessions: ['s-1', 's-2'],
      gaps: [7, null],
      from: '2023-11-14T22:13:20.001Z',
      to: '2023-11-14T22:13:20.003Z',
    })
    expect(kinds).toEqual(['header', 'line', 'gap', 'reload', 'line', 'gap', 'mark', 'footer'])
  })

  it('has marks of the reader, and nothing of how the connection fared', async () => {
    const resumed: NewRow = { kind: 'mark', mark: { at: 1_700_000_000_000, downMs: 5_000 } }
    const { kinds, survey } = await run(all(bufferOf([lineOf(1), resumed, markOf(), lineOf(2), resumed])))
    expect(kinds).toEqual(['header', 'line', 'mark', 'line', 'footer'])
    expect(survey.seqs).toEqual([0, 2, 3])
  })

  it('counts a log of the engine by its columns and writes the same rows', async () => {
    const rows = [lineOf(1), gapOf(7), { ...lineOf(3), sessionId: 's-2' }, reloadOf(1), lineOf(4)]
    const buffer = createLogBuffer(100)
    buffer.append(rows)
    const { survey, written } = await run({ buffer, view: null, range: null })
    expect(survey).toMatchObject({ lines: 3, sessions: ['s-1', 's-2'], gaps: [7], to: '2023-11-14T22:13:20.004Z' })
    expect(written).toEqual([1, 3, 4])
  })

  it('works in slices and tells how far it is', async () => {
    const pace = createTestPace()
    const { outcome, progress } = await run(all(bufferOf(lines(1, 100))), pace)
    expect(outcome).toEqual({ kind: 'done', lines: 100, gone: 0 })
    // A look at the clock takes a millisecond here; the end of the count and the first slice come together.
    expect(pace.longest).toBeLessThanOrEqual(16)
    expect(pace.pauses).toBeGreaterThan(15)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(progress.at(-1)).toBe(100)
  })

  it('ends where the log ended when it began, however much arrives meanwhile', async () => {
    const buffer = bufferOf(lines(1, 50))
    const pace = createTestPace()
    pace.onPause = (count) => buffer.append(lineOf(1_000 + count))
    const { written } = await run(all(buffer), pace)
    expect(written).toEqual(numbers(1, 50))
  })

  it('counts the lines that leave the buffer before their turn', async () => {
    const buffer = bufferOf(lines(1, 100))
    const pace = createTestPace()
    pace.onPause = (count) => count === 20 && buffer.drop(90)
    const { survey, outcome, written, objects } = await run(all(buffer), pace)
    expect(survey.lines).toBe(100)
    const gone = 100 - written.length
    expect(gone).toBeGreaterThan(0)
    expect(outcome).toEqual({ kind: 'done', lines: written.length, gone })
    expect(written.slice(-10)).toEqual(numbers(91, 100))
    expect(objects.at(-1)).toMatchObject({ kind: 'footer', complete: true, lines: written.length, gone })
  })

  it('stops at once when it is cancelled, without the footer that says the file is whole', async () => {
    const end = new AbortController()
    const pace = createTestPace()
    pace.onPause = (count) => count === 20 && end.abort()
    const { outcome, written, kinds } = await run(all(bufferOf(lines(1, 100))), pace, end)
    expect(outcome).toEqual({ kind: 'cancelled' })
    expect(written.length).toBeLessThan(100)
    expect(kinds).not.toContain('footer')
  })

  it('finds its place again when older lines are put before it and every row gets another number', async () => {
    const buffer = bufferOf(lines(101, 200))
    const pace = createTestPace()
    pace.onPause = (count) => [3, 20].includes(count) && buffer.prepend(lines(count, count + 4))
    const { outcome, written, survey } = await run(all(buffer), pace)
    expect(outcome.kind).toBe('done')
    // What came before the count was over is counted, what came during the writing is not.
    expect(written).toEqual([...numbers(3, 7), ...numbers(101, 200)])
    expect(survey.lines).toBe(written.length)
  })

  it('says so when the log was cleared under its hands', async () => {
    const buffer = bufferOf(lines(1, 100))
    const pace = createTestPace()
    pace.onPause = (count) => {
      if (count !== 20) return
      buffer.drop(100)
      buffer.prepend(lines(500, 510))
    }
    expect((await run(all(buffer), pace)).outcome).toEqual({ kind: 'rearranged' })
  })

  it('has what the filter shows, with the lines inside of folds, and within a selection', async () => {
    const buffer = bufferOf([...lines(1, 10), gapOf(1), ...lines(11, 20)])
    const even = viewOf(buffer, (row) => row.kind !== 'line' || row.seq % 2 === 0)
    expect((await run({ buffer, view: even, range: null })).kinds).toContain('gap')
    expect((await run({ buffer, view: even, range: { from: 2, to: 6 } })).written).toEqual([3, 5, 7])

    const whole = viewOf(buffer, () => true, new Map([[2, 5]]))
    expect((await run({ buffer, view: whole, range: null })).written).toEqual(numbers(1, 20))
    expect((await run({ buffer, view: whole, range: { from: 1, to: 2 } })).written).toEqual(numbers(2, 6))
    const thinned = viewOf(buffer, (row) => row.kind === 'line' && row.seq % 2 === 0, new Map([[2, 6]]))
    expect((await run({ buffer, view: thinned, range: null })).written).toEqual([1, 3, 5, 7, 9, 12, 14, 16, 18, 20])
  })

  it('reads a moving view on from where it was', async () => {
    const buffer = bufferOf(lines(1, 60))
    const pace = createTestPace()
    pace.onPause = (count) => {
      if (count === 2) buffer.drop(5)
      buffer.append(lineOf(1_000 + count))
    }
    const { written } = await run({ buffer, view: viewOf(buffer, () => true), range: null }, pace)
    expect(written).toEqual(numbers(6, 60))
  })
})
