import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLogFind } from './create-log-find.ts'
import { createLogView } from './create-log-view.ts'
import { createLogBuffer } from './log-buffer.ts'
import { noFilter, type LogFilter } from './log-filter.ts'
import type { LogRows } from './log-rows.ts'
import type { NewRow } from './log-row.ts'
import { createFakeBuffer } from './testing/fake-buffer.ts'
import { createHandLoop } from './testing/hand-loop.ts'
import { gap, line, mark, reload, resumed, T0 } from './testing/rows.ts'

const rowArb: fc.Arbitrary<() => NewRow> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .record({
        message: fc.constantFrom(
          'order placed',
          'ORDER \x1b[31mfail\x1b[0med',
          'timeout',
          'timeout',
          '    at place (a.ts:1)',
          '  indented',
          'Caused by: x',
        ),
        level: fc.constantFrom('info', 'info', 'info', 'error', 'error', 'warn', 'debug', 'brand-new'),
        source: fc.constantFrom('cli', 'cli', 'cli', 'cli', 'build', null),
        sessionId: fc.constantFrom('s', 's', 's', 's', 's', 't'),
        reloadSequence: fc.constantFrom(null, null, 1, 2, 3),
        fields: fc.constantFrom(null, null, { order: 1 }),
        ts: fc.integer({ min: 0, max: 9 }).map((n) => new Date(T0 + n).toISOString()),
      })
      .map(
        ({ message, ...more }) =>
          () =>
            line(message, more),
      ),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }).map((n) => () => reload(n, n === 4 ? 't' : 's')) },
  { weight: 1, arbitrary: fc.constantFrom(gap, mark, resumed).map((row) => () => row) },
)
const rowsArb = fc.array(rowArb, { maxLength: 10, size: 'max' })

const filterArb: fc.Arbitrary<LogFilter> = fc
  .record({
    level: fc.constantFrom('', '', 'warn', 'error'),
    sources: fc.constantFrom([], [], ['cli'], ['cli', '']),
    text: fc.constantFrom('', '', 'order', 'failed'),
    exclude: fc.constantFrom('', '', 'timeout'),
    from: fc.constantFrom(null, null, T0 + 3),
    sinceReload: fc.boolean(),
  })
  .map((parts) => ({ ...noFilter, ...parts }))

type Step =
  | { readonly kind: 'append' | 'prepend'; readonly rows: readonly (() => NewRow)[] }
  | { readonly kind: 'replace'; readonly at: number; readonly rows: readonly (() => NewRow)[] }
  | { readonly kind: 'drop'; readonly count: number }
  | { readonly kind: 'filter'; readonly filter: LogFilter }
  | { readonly kind: 'find'; readonly text: string }
  | { readonly kind: 'fold'; readonly on: boolean }
  | { readonly kind: 'slice' | 'refresh' | 'clear' }

const stepArb: fc.Arbitrary<Step> = fc.oneof(
  { weight: 16, arbitrary: rowsArb.map((rows) => ({ kind: 'append' as const, rows })) },
  { weight: 12, arbitrary: rowsArb.map((rows) => ({ kind: 'prepend' as const, rows })) },
  { weight: 12, arbitrary: fc.nat(15).map((count) => ({ kind: 'drop' as const, count })) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('replace' as const), at: fc.nat(40), rows: rowsArb }) },
  { weight: 1, arbitrary: filterArb.map((filter) => ({ kind: 'filter' as const, filter })) },
  { weight: 1, arbitrary: fc.constantFrom('order', '', 'at ').map((text) => ({ kind: 'find' as const, text })) },
  { weight: 1, arbitrary: fc.boolean().map((on) => ({ kind: 'fold' as const, on })) },
  { weight: 24, arbitrary: fc.constantFrom({ kind: 'slice' as const }, { kind: 'refresh' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'clear' as const }) },
)
/** Begins with a filter, a text to find and folds more often than not. */
const stepsArb: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    filterArb.map((filter) => ({ kind: 'filter' as const, filter })),
    fc.constant({ kind: 'find' as const, text: 'order' }),
    fc.constantFrom(true, true, false).map((on) => ({ kind: 'fold' as const, on })),
    fc.array(stepArb, { maxLength: 40, size: 'max' }),
  )
  .map(([filter, find, fold, rest]) => [filter, find, fold, ...rest])

interface Writable extends LogRows {
  append(rows: readonly NewRow[]): void
  prepend(rows: readonly NewRow[]): unknown
  replace(seq: number, rows: readonly NewRow[]): void
  clear(): void
  drop?(count: number): void
}

function readers(buffer: LogRows) {
  const loop = createHandLoop(3)
  const view = createLogView({ buffer, loop })
  const find = createLogFind({ buffer, loop, view })
  return { loop, view, find }
}

/** Everything that a reader can see. */
function everything({ view, find }: ReturnType<typeof readers>, buffer: LogRows) {
  const seqs = Array.from({ length: view.length }, (_, at) => view.seqAt(at))
  const all = Array.from({ length: buffer.next - buffer.first }, (_, at) => buffer.first + at)
  return {
    seqs,
    folds: seqs.map(view.foldOf),
    rows: seqs.map(view.rowsOf),
    heads: all.map(view.headOf),
    positions: all.map(view.positionOf),
    shown: all.filter(view.isShown),
    after: all.map(view.countAfter),
    search: view.search,
    found: find.count,
    numbers: all.map(find.numberOf),
    steps: all.map((seq) => [find.step(seq, 1), find.step(seq, -1)]),
    isSearching: find.isSearching,
  }
}

async function run(buffer: Writable, steps: readonly Step[]): Promise<void> {
  const live = readers(buffer)
  let filter = noFilter
  let text = ''
  let isFolded = false
  for (const step of steps) {
    switch (step.kind) {
      case 'append':
      case 'prepend':
        buffer[step.kind](step.rows.map((make) => make()))
        break
      case 'replace':
        if (buffer.first + step.at < buffer.next)
          buffer.replace(
            buffer.first + step.at,
            step.rows.map((make) => make()),
          )
        break
      case 'drop':
        // Numbers are never given twice within a generation; the one who drops makes sure of it.
        live.view.refresh()
        live.find.refresh()
        buffer.drop?.(step.count)
        live.view.refresh()
        live.find.refresh()
        break
      case 'clear':
        buffer.clear()
        break
      case 'filter':
        filter = step.filter
        await live.view.setFilter(filter)
        break
      case 'find':
        text = step.text
        await live.find.setText(text, false)
        break
      case 'fold':
        isFolded = step.on
        live.view.setFold(isFolded)
        break
      case 'slice':
        live.loop.slice()
        break
      case 'refresh':
        live.view.refresh()
        live.find.refresh()
    }
  }
  live.view.refresh()
  live.find.refresh()
  live.loop.drain()
  const fresh = readers(buffer)
  fresh.view.setFold(isFolded)
  await fresh.view.setFilter(filter)
  await fresh.find.setText(text, false)
  fresh.loop.drain()
  expect(everything(live, buffer)).toEqual(everything(fresh, buffer))
  expect(live.view.search).toBeNull()
}

describe('a view that has followed a log', () => {
  it('shows, finds and folds what a fresh look would, whatever came, went and was changed', async () => {
    await fc.assert(
      fc.asyncProperty(stepsArb, (steps) => run(createFakeBuffer(5), steps)),
      { numRuns: 250, seed: 20261123 },
    )
  }, 60_000)

  it('does so over the real buffer with its own retention', async () => {
    await fc.assert(
      fc.asyncProperty(stepsArb, (steps) => run(createLogBuffer(40), steps)),
      { numRuns: 200, seed: 20261124 },
    )
  }, 60_000)
})
