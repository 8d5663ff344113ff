import { describe, expect, it } from 'vitest'
import { createLogView } from './create-log-view.ts'
import { shapeOf } from './fold.ts'
import { noFilter } from './log-filter.ts'
import type { NewRow } from './log-row.ts'
import { createFakeBuffer } from './testing/fake-buffer.ts'
import { createHandLoop } from './testing/hand-loop.ts'
import { gap, line, reload } from './testing/rows.ts'

function folded(rows: readonly NewRow[]) {
  const buffer = createFakeBuffer()
  buffer.append(rows)
  const view = createLogView({ buffer, loop: createHandLoop(0) })
  view.setFold(true)
  /** `head×count`, `head+rows below` or `head`. */
  const shown = () =>
    Array.from({ length: view.length }, (_, at) => {
      const seq = view.seqAt(at)
      const fold = view.foldOf(seq)
      return fold ? `${seq}${fold.kind === 'repeat' ? '×' : '+'}${fold.count}` : `${seq}`
    })
  return { buffer, view, shown }
}

const texts = (...messages: string[]) => messages.map((message) => line(message))
const error = (message: string) => line(message, { level: 'error' })

describe('folding', () => {
  it('makes equal lines after each other one row', () => {
    expect(folded(texts('a', 'b', 'b', '\x1b[1mb\x1b[0m', 'a')).shown()).toEqual(['0', '1×3', '4'])
  })

  it('keeps lines apart that are not of one session, source and level', () => {
    const rows = [
      line('a'),
      line('a', { sessionId: 't' }),
      line('a', { sessionId: 't', source: 'cli' }),
      line('a', { sessionId: 't', source: 'cli', level: 'warn' }),
    ]
    expect(folded(rows).shown()).toEqual(['0', '1', '2', '3'])
  })

  it('never goes across a reload, a gap or a mark', () => {
    expect(folded([line('a'), reload(1), line('a'), gap, line('a'), line('a')]).shown()).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4×2',
    ])
    expect(folded([error('x'), gap, line('    at y')]).shown()).toEqual(['0', '1', '2'])
  })

  it('puts a stack trace under its line, causes and all', () => {
    const rows = texts(
      'TypeError: x',
      '    at a (b.ts:1)',
      '    at c',
      'Caused by: y',
      '\tat d',
      '\t... 12 more',
      'next',
    )
    expect(folded(rows).shown()).toEqual(['0+6', '6'])
  })

  it('puts indented lines under an error only', () => {
    expect(folded([error('failed'), line('  12 | const x'), line('     | ^'), line('done')]).shown()).toEqual([
      '0+3',
      '3',
    ])
    expect(folded(texts('{', '  "a": 1', '  "b": 2', '}')).shown()).toEqual(['0', '1', '2', '3'])
  })

  it('leaves the last of equal lines to the trace that follows it', () => {
    const { buffer, view, shown } = folded(texts('boom', 'boom', 'boom'))
    expect(shown()).toEqual(['0×3'])
    buffer.append(texts('    at a', '    at b'))
    view.refresh()
    expect(shown()).toEqual(['0×2', '2+3'])
  })

  it('grows in place while the log is followed', () => {
    const { buffer, view, shown } = folded(texts('a'))
    const before = view.version
    buffer.append(texts('a', 'a'))
    view.refresh()
    expect(shown()).toEqual(['0×3'])
    expect(view.version).toBeGreaterThan(before)
    expect(view.foldOf(0)?.last).toBe(2)
    expect(view.countAfter(0)).toEqual({ lines: 2, errors: 0 })
  })

  it('finds its head again when older rows come and when the oldest go', () => {
    const { buffer, view, shown } = folded([line('  b'), line('  c'), line('d'), line('d')])
    expect(shown()).toEqual(['0', '1', '2×2'])
    buffer.prepend([error('a')])
    view.refresh()
    expect(view.search).not.toBeNull()
    view.setFold(false)
    view.setFold(true)
    expect(shown()).toEqual(['-1+3', '2×2'])
    buffer.drop(1)
    view.refresh()
    expect(shown()).toEqual(['0', '1', '2×2'])
    buffer.drop(3)
    view.refresh()
    expect(shown()).toEqual(['3'])
  })

  it('goes by what the filter shows, and tells which rows a fold holds', async () => {
    const { view, shown } = folded(texts('get a', 'noise', 'get a', 'other', 'get a'))
    await view.setFilter({ ...noFilter, text: 'get' })
    expect(shown()).toEqual(['0×3'])
    expect(view.rowsOf(0)).toEqual([0, 2, 4])
    expect([view.headOf(4), view.headOf(0), view.headOf(3)]).toEqual([0, 0, null])
    expect([view.isShown(0), view.isShown(2)]).toEqual([true, false])
    view.setFold(false)
    expect(shown()).toEqual(['0', '2', '4'])
    expect([view.rowsOf(2), view.headOf(2), view.headOf(1)]).toEqual([[2], 2, null])
  })

  it.each([
    ['    at Object.<anonymous> (/app/a.js:1:1)', 'frame'],
    ['Caused by: java.io.IOException', 'frame'],
    ['  File "app.py", line 3, in main', 'frame'],
    ['\t/go/src/main.go:12 +0x1d', 'frame'],
    ['  12 | x', 'indented'],
    ['at the door', 'plain'],
    ['', 'plain'],
    ['   ', 'plain'],
    [`\t${'x'.repeat(100_000)}`, 'indented'],
  ])('reads the beginning of %j as %s', (text, shape) => {
    expect(shapeOf(text)).toBe(shape)
  })
})
