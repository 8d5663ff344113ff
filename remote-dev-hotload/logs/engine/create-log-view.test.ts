import { describe, expect, it } from 'vitest'
import { err } from '../../kernel/index.ts'
import { createLogView } from './create-log-view.ts'
import { noFilter, type LogFilter } from './log-filter.ts'
import type { LogRow, NewRow } from './log-row.ts'
import { loadPatterns } from './pattern.ts'
import { createFakeBuffer } from './testing/fake-buffer.ts'
import { createHandLoop } from './testing/hand-loop.ts'
import { gap, line, mark, reload, T0 } from './testing/rows.ts'

const ts = (ms: number) => new Date(T0 + ms).toISOString()

function open(rows: readonly NewRow[], tick = 0) {
  const buffer = createFakeBuffer()
  buffer.append(rows)
  const loop = createHandLoop(tick)
  const view = createLogView({ buffer, loop })
  const nameOf = (row: LogRow | undefined) =>
    row?.kind === 'line' ? row.entry.message : row?.kind === 'reload' ? `#${row.reload.sequence}` : (row?.kind ?? '?')
  const shown = () => Array.from({ length: view.length }, (_, at) => nameOf(buffer.row(view.seqAt(at))))
  return { buffer, loop, view, shown }
}

async function filtered(rows: readonly NewRow[], filter: Partial<LogFilter>): Promise<readonly string[]> {
  const { view, shown } = open(rows)
  await view.setFilter({ ...noFilter, ...filter })
  return shown()
}

describe('a filter', () => {
  it('shows a level and all that is worse; a word it does not know counts as info', async () => {
    const rows = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'brand-new'].map((level) =>
      line(level, { level }),
    )
    expect(await filtered(rows, { level: 'warn' })).toEqual(['warn', 'error', 'fatal'])
    expect(await filtered(rows, { level: 'info' })).toEqual(['info', 'warn', 'error', 'fatal', 'brand-new'])
  })

  it('shows some sources', async () => {
    const rows = ['cli', 'build', 'host', null].map((source) => line(String(source), { source }))
    expect(await filtered(rows, { sources: ['cli', 'host'] })).toEqual(['cli', 'host'])
  })

  it('looks for a text in what can be read, colours and case aside', async () => {
    const rows = [line('FA\x1b[31mIL\x1b[0med'), line('fine'), line('a fail\u202e mark'), line('[31m only')]
    expect(await filtered(rows, { text: 'failed' })).toEqual(['FA\x1b[31mIL\x1b[0med'])
    expect(await filtered(rows, { text: '[31m' })).toEqual(['[31m only'])
  })

  it('looks for a text in the fields of a line whose message does not have it', async () => {
    const rows = [line('a', { fields: { user: { name: 'Li Wei' } } }), line('b', { fields: null }), line('li wei c')]
    expect(await filtered(rows, { text: 'li wei' })).toEqual(['a', 'li wei c'])
    expect(await filtered(rows, { exclude: 'li wei' })).toEqual(['b'])
  })

  it('hides a text, as a pattern where patterns are meant', async () => {
    const rows = ['get /health 200', 'get /orders 200', 'get /orders 500'].map((message) => line(message))
    expect(await filtered(rows, { text: 'get', exclude: 'health' })).toEqual(['get /orders 200', 'get /orders 500'])
    expect(await filtered(rows, { text: 'orders? \\d', exclude: '50\\d$', isPattern: true })).toEqual([
      'get /orders 200',
    ])
    expect(await filtered(rows, { text: 'orders? \\d' })).toEqual([])
  })

  it('shows a span of time, both ends in it; a line without a readable time is in none', async () => {
    const rows = [1, 2, 3, 4].map((ms) => line(`${ms}`, { ts: ts(ms) }))
    rows.push(line('never', { ts: 'not a time' }))
    expect(await filtered(rows, { from: T0 + 2, to: T0 + 3 })).toEqual(['2', '3'])
    expect(await filtered(rows, { from: T0 + 3 })).toEqual(['3', '4'])
  })

  it('never hides a reload, a gap or a mark', async () => {
    const rows = [reload(1), gap, line('x'), mark]
    const nothing = { level: 'fatal', text: 'nothing like this', from: T0 + 99, sources: ['z'] }
    expect(await filtered(rows, nothing)).toEqual(['#1', 'gap', 'mark'])
  })

  it('looks at texts only where the columns leave a line open', async () => {
    const { buffer, view } = open([...Array.from({ length: 40 }, () => line('calm')), line('loud', { level: 'error' })])
    await view.setFilter({ ...noFilter, level: 'error', text: 'loud' })
    expect(buffer.unpacked).toBe(1)
  })
})

describe('since the last reload', () => {
  const since = { sinceReload: true }

  it('goes by the number that a line carries, and by its place when it carries none', async () => {
    const rows = [
      line('early but of 2', { reloadSequence: 2 }),
      line('old'),
      reload(1),
      line('of 1', { reloadSequence: 1 }),
      reload(2),
      line('late but of 1', { reloadSequence: 1 }),
      line('new'),
      line('of 2', { reloadSequence: 2 }),
    ]
    expect(await filtered(rows, since)).toEqual(['early but of 2', '#1', '#2', 'new', 'of 2'])
  })

  it('asks the session of each line', async () => {
    const rows = [
      line('s old'),
      line('t', { sessionId: 't' }),
      line('u', { sessionId: 'u' }),
      reload(5, 's'),
      line('s new'),
      reload(1, 'u'),
    ]
    expect(await filtered(rows, since)).toEqual(['t', '#5', 's new', '#1'])
  })

  it('hides what was new as soon as the next reload comes', async () => {
    const { buffer, loop, view, shown } = open([reload(1), line('a')])
    await view.setFilter({ ...noFilter, ...since })
    expect(shown()).toEqual(['#1', 'a'])
    buffer.append([line('b'), reload(2), line('c')])
    view.refresh()
    loop.drain()
    expect(shown()).toEqual(['#1', '#2', 'c'])
  })
})

describe('a view', () => {
  const many = (count: number, message = 'x') => Array.from({ length: count }, (_, at) => line(`${message}${at}`))

  it('costs nothing while nothing is hidden', () => {
    const { buffer, view } = open(many(100))
    buffer.drop(10)
    buffer.prepend(many(3))
    view.refresh()
    expect([view.length, view.seqAt(0), view.seqAt(92)]).toEqual([93, 7, 99])
    expect([view.positionOf(20), view.positionOf(-5), view.positionOf(500)]).toEqual([13, 0, 93])
    expect([view.isShown(7), view.isShown(6)]).toEqual([true, false])
    expect(buffer.unpacked).toBe(0)
    expect(view.search).toBeNull()
  })

  it('has the newest rows in the same call and works back from there, saying how far it is', async () => {
    const rows = many(200).map((row, at) =>
      row.kind === 'line' ? { ...row, entry: { ...row.entry, ts: ts(at) } } : row,
    )
    const { view, loop, shown } = open(rows, 4)
    const done = view.setFilter({ ...noFilter, text: 'x' })
    expect(shown().at(-1)).toBe('x199')
    expect(view.length).toBeLessThan(20)
    expect(view.search).toEqual({ part: view.length / 200, backTo: T0 + 200 - view.length })
    await done
    const before = view.version
    loop.slice()
    expect(view.version).toBeGreaterThan(before)
    loop.drain()
    expect(shown()).toEqual(rows.map((_, at) => `x${at}`))
    expect(view.search).toBeNull()
  })

  it('shows what comes while it is still looking back', async () => {
    const { buffer, view, loop, shown } = open(many(100), 4)
    await view.setFilter({ ...noFilter, text: 'x' })
    buffer.append([line('x new'), line('other')])
    view.refresh()
    expect(shown().at(-1)).toBe('x new')
    loop.drain()
    expect(view.length).toBe(101)
  })

  it('counts the lines after a row, and the errors among them', async () => {
    const rows = [line('a'), line('b', { level: 'error' }), reload(1), line('b'), gap, line('b', { level: 'fatal' })]
    const { view } = open(rows)
    expect(view.countAfter(0)).toEqual({ lines: 3, errors: 2 })
    expect(view.countAfter(1)).toEqual({ lines: 2, errors: 1 })
    await view.setFilter({ ...noFilter, text: 'b', level: 'info' })
    expect(view.countAfter(-1)).toEqual({ lines: 3, errors: 2 })
    expect(view.countAfter(4)).toEqual({ lines: 1, errors: 1 })
    expect(view.countAfter(9)).toEqual({ lines: 0, errors: 0 })
  })

  it('stops for good when it is disposed of', async () => {
    const { view, loop } = open(many(100), 4)
    await view.setFilter({ ...noFilter, text: 'x' })
    expect(loop.isIdle).toBe(false)
    view.dispose()
    expect(loop.isIdle).toBe(true)
  })
})

describe('a pattern in a view', () => {
  const rows = ['timeout', 'time is out', 'fine'].map((message) => line(message))
  const pattern = (text: string): LogFilter => ({ ...noFilter, text, isPattern: true })

  it('that is wrong leaves the last good filter in force and says why', async () => {
    const { buffer, view, shown } = open(rows)
    await view.setFilter(pattern('time.*out'))
    await view.setFilter(pattern('time.*('))
    expect(view.problem).toMatchObject({ kind: 'syntax' })
    expect(shown()).toEqual(['timeout', 'time is out'])
    buffer.append([line('another timeout'), line('time (')])
    view.refresh()
    expect(shown()).toEqual(['timeout', 'time is out', 'another timeout'])
    await view.setFilter(pattern('^fi(ne|x)'))
    expect(view.problem).toBeNull()
    expect(shown()).toEqual(['fine'])
  })

  it('gives way to what was asked for after it, also while its engine loads', async () => {
    const buffer = createFakeBuffer()
    buffer.append(rows)
    let arrived = () => {}
    const gate = new Promise<void>((resolve) => (arrived = resolve))
    const load: typeof loadPatterns = () => gate.then(() => loadPatterns())
    const view = createLogView({ buffer, loop: createHandLoop(0), load })
    const first = view.setFilter(pattern('time.*out'))
    expect(view.length).toBe(3)
    await view.setFilter({ ...noFilter, text: 'fine' })
    expect(view.length).toBe(1)
    arrived()
    await first
    expect(view.length).toBe(1)
  })

  it('says so when its engine does not come', async () => {
    const buffer = createFakeBuffer()
    buffer.append(rows)
    const load = () => Promise.resolve(err({ kind: 'unsupported' as const, detail: 'away' }))
    const view = createLogView({ buffer, loop: createHandLoop(0), load })
    await view.setFilter(pattern('time.*out'))
    expect([view.problem?.detail, view.length]).toEqual(['away', 3])
    await view.setFilter(noFilter)
    expect(view.problem).toBeNull()
  })
})
