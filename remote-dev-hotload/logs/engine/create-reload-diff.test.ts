import { describe, expect, it } from 'vitest'
import { createReloadDiff } from './create-reload-diff.ts'
import type { NewRow } from './log-row.ts'
import { createFakeBuffer } from './testing/fake-buffer.ts'
import { line, reload } from './testing/rows.ts'

const warn = (message: string, reloadSequence: number | null = null) => line(message, { level: 'warn', reloadSequence })
const error = (message: string, reloadSequence: number | null = null) =>
  line(message, { level: 'error', reloadSequence })

function open(rows: readonly NewRow[]) {
  const buffer = createFakeBuffer()
  buffer.append(rows)
  const source = createReloadDiff({ buffer, sessionId: 's' })
  const items = () => {
    source.refresh()
    return source.diff()?.items.map(({ state, text, now, before }) => `${state} ${text} ${before}→${now}`) ?? null
  }
  return { buffer, source, items }
}

describe('what a reload broke and mended', () => {
  it('is not known without a reload of that session', () => {
    expect(open([error('x'), reload(1, 't'), error('x')]).items()).toBeNull()
  })

  it('tells new, still there and gone apart, the worst and newest first', () => {
    const { source, items } = open([
      error('from before that'),
      reload(1),
      warn('both'),
      error('mended'),
      line('calm'),
      reload(2),
      warn('both'),
      warn('both'),
      warn('fresh'),
      error('broken'),
      error('of another', null),
    ])
    expect(items()).toEqual([
      'new of another 0→1',
      'new broken 0→1',
      'new fresh 0→1',
      'still both 1→2',
      'gone mended 1→0',
    ])
    expect(source.diff()).toMatchObject({ sequence: 2, counts: { new: 3, still: 1, gone: 1 } })
    expect(source.diff()!.items[0]).toMatchObject({ rank: 4, seq: 10 })
  })

  it('takes the lines of its session only', () => {
    expect(open([reload(1), line('x', { level: 'error', sessionId: 't' })]).items()).toEqual([])
  })

  it('goes by the number that a line carries, wherever it stands', () => {
    const rows = [reload(1), error('early', 2), error('late', 2), reload(2), error('straggler', 1), error('oldest', 0)]
    expect(open(rows).items()).toEqual(['new late 0→1', 'new early 0→1', 'gone straggler 1→0'])
  })

  it('counts the lines of the reload before also when its row came after them', () => {
    const rows = [error('mended', 1), warn('both', 1), reload(1), warn('both', 2), error('broken', 2), reload(2)]
    expect(open(rows).items()).toEqual(['new broken 0→1', 'still both 1→1', 'gone mended 1→0'])
  })

  it('takes the time from the start as the window before a first reload', () => {
    expect(open([error('x'), reload(1)]).items()).toEqual(['gone x 1→0'])
  })

  it('follows the log and starts over with the next reload', () => {
    const { buffer, items } = open([reload(1), error('x')])
    expect(items()).toEqual(['new x 0→1'])
    buffer.append([error('x')])
    expect(items()).toEqual(['new x 0→2'])
    buffer.append([reload(2), error('y')])
    expect(items()).toEqual(['new y 0→1', 'gone x 2→0'])
  })

  it('counts older lines of the window when they are loaded', () => {
    const { buffer, items } = open([reload(2), error('x')])
    expect(items()).toEqual(['new x 0→1'])
    buffer.prepend([error('too old'), reload(1), error('x')])
    expect(items()).toEqual(['still x 1→1'])
  })

  it('remembers what retention has pushed out since', () => {
    const { buffer, items } = open([reload(1), error('x'), reload(2), error('y')])
    expect(items()).toEqual(['new y 0→1', 'gone x 1→0'])
    buffer.drop(4)
    buffer.append([error('x')])
    expect(items()).toEqual(['still x 1→1', 'new y 0→1'].toSorted())
  })

  it('starts over when the log is cleared', () => {
    const { buffer, items } = open([reload(1), error('x')])
    items()
    buffer.clear()
    expect(items()).toBeNull()
    buffer.append([reload(7), error('z')])
    expect(items()).toEqual(['new z 0→1'])
  })

  it('shows the readable text of the newest line, and no more kinds than anybody reads', () => {
    const rows = Array.from({ length: 300 }, (_, at) => error(`\x1b[31mkind ${'abcdefghij'[at % 10]}${'x'.repeat(at)}`))
    const { source } = open([reload(1), ...rows])
    const diff = source.diff()!
    expect(diff.items.length).toBeLessThanOrEqual(200)
    expect(diff.items[0]!.text).toMatch(/^kind j/)
  })
})
