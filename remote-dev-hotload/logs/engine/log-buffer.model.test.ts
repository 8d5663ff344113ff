import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LogEntry } from '../../../contracts/index.ts'
import { createLogBuffer, type LogBuffer } from './log-buffer.ts'
import type { NewRow } from './log-row.ts'
import { createNativePack } from './native-pack.ts'
import { gap, mark, reload } from './testing/rows.ts'

const LIMIT = 60
/** As `createLogBuffer` makes them for this limit. */
const SEGMENT = Math.ceil(LIMIT / 16)

const entry: fc.Arbitrary<LogEntry> = fc.record({
  logId: fc.nat(400).map((n) => `l${n}`),
  ts: fc.oneof(
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString()),
    fc.constantFrom('2026-11-23T10:00:00Z', '2026-11-23T12:00:00.5+02:00', 'soon', ''),
  ),
  level: fc.constantFrom('trace', 'info', 'warn', 'error', 'fatal', 'notice', ''),
  source: fc.constantFrom('cli', 'build', 'browser', '', null),
  message: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('half \udc00', '\x1b[31mred\x1b[0m 12 ms'),
  ),
  fields: fc.oneof(fc.constant(null), fc.jsonValue({ maxDepth: 2 })),
  reloadSequence: fc.constantFrom(null, 0, 1, 7, 2 ** 31, 1.5),
  traceId: fc.constantFrom(null, '', 't-1'),
})
const row: fc.Arbitrary<NewRow> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(entry, fc.constantFrom('s', 't', ''))
      .map(([line, sessionId]): NewRow => ({ kind: 'line', sessionId, entry: line })),
  },
  { weight: 1, arbitrary: fc.constantFrom(gap, mark, reload(3), reload(2 ** 33)) },
)
const rows = fc.array(row, { maxLength: 14, size: 'max' })
const part = fc.double({ min: 0, max: 0.999, noNaN: true })

type Step =
  | { do: 'append' | 'prepend'; rows: NewRow[] }
  | { do: 'replace'; at: number; count: number; rows: NewRow[] }
  | { do: 'update'; at: number; row: NewRow }
  | { do: 'pack' | 'clear' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('append' as const), rows }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('prepend' as const), rows }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('replace' as const),
      at: part,
      count: fc.integer({ min: 1, max: 6 }),
      rows,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('update' as const), at: part, row }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pack' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const) }) },
)

const idOf = (of: NewRow) => (of.kind === 'line' ? JSON.stringify([of.sessionId, of.entry.logId]) : null)

/** The same as an array, without any thought for speed. */
function createModel() {
  let kept: NewRow[] = []
  let first = 0
  let dropped = 0
  const seen = new Set<string>()
  const see = (id: string | null) => void (id !== null && seen.add(id))
  const without = (fresh: readonly NewRow[], known: Set<string | null>) =>
    fresh.filter((of) => idOf(of) === null || (!known.has(idOf(of)) && known.add(idOf(of))))
  return {
    append(fresh: readonly NewRow[]) {
      for (const of of without(fresh, new Set(seen))) {
        see(idOf(of))
        kept.push(of)
      }
    },
    prepend(older: readonly NewRow[]) {
      const fresh = without(older, new Set(kept.map(idOf)))
      const fit = fresh.slice(Math.max(0, fresh.length - Math.max(0, LIMIT - kept.length)))
      for (const of of fit) see(idOf(of))
      kept = [...fit, ...kept]
      first -= fit.length
      return fresh.length - fit.length
    },
    replace(at: number, count: number, instead: readonly NewRow[]) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + count)]
      const fresh = without(instead, new Set(rest.map(idOf)))
      for (const of of fresh) see(idOf(of))
      first -= fresh.length - Math.min(count, kept.length - at)
      kept.splice(at, count, ...fresh)
    },
    update(at: number, of: NewRow) {
      kept[at] = of
      see(idOf(of))
    },
    /** Retention may drop as it likes within its slack; the model follows it. */
    follow(buffer: LogBuffer) {
      const gone = kept.splice(0, buffer.first - first)
      first += gone.length
      dropped += gone.filter((of) => of.kind === 'line').length
    },
    clear() {
      first += kept.length
      kept = []
      dropped = 0
      seen.clear()
    },
    get state() {
      return { first, next: first + kept.length, dropped, rows: kept.map((of, i) => ({ ...of, seq: first + i })) }
    },
    get size() {
      return kept.length
    },
  }
}

const stateOf = (buffer: LogBuffer) => ({
  first: buffer.first,
  next: buffer.next,
  dropped: buffer.dropped,
  rows: Array.from({ length: buffer.next - buffer.first }, (_, i) => buffer.row(buffer.first + i)!),
})

it('says what a plain array would say, whatever is put in, replaced, pushed out and packed', async () => {
  const native = createNativePack({ CompressionStream: globalThis.CompressionStream })!
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), async (steps) => {
      let waiting: (() => void)[] = []
      const pack = (bytes: Uint8Array) =>
        new Promise<Uint8Array>((done, failed) => waiting.push(() => void native(bytes).then(done, failed)))
      const buffer = createLogBuffer(LIMIT, { pack, packAbove: 2, young: 1 })
      const model = createModel()
      for (const todo of steps) {
        switch (todo.do) {
          case 'append':
            buffer.append(todo.rows)
            model.append(todo.rows)
            break
          case 'prepend':
            expect(buffer.prepend(todo.rows)).toBe(model.prepend(todo.rows))
            break
          case 'replace': {
            if (model.size === 0) break
            const at = Math.floor(todo.at * model.size)
            const count = Math.min(todo.count, model.size - at)
            buffer.replace(buffer.first + at, todo.rows, count)
            model.replace(at, count, todo.rows)
            break
          }
          case 'update': {
            if (model.size === 0) break
            const at = Math.floor(todo.at * model.size)
            buffer.update(buffer.first + at, todo.row)
            model.update(at, todo.row)
            break
          }
          case 'pack': {
            const due = waiting
            waiting = []
            for (const run of due) run()
            await native(new Uint8Array(1))
            break
          }
          case 'clear':
            buffer.clear()
            model.clear()
            break
        }
        if (model.size > LIMIT) model.follow(buffer)
        expect(buffer.next - buffer.first).toBeLessThan(LIMIT + SEGMENT)
        expect(stateOf(buffer)).toEqual(model.state)
        const counted = buffer.segments().map(({ start, count }) => [start, count] as const)
        for (const [i, [start, count]] of counted.entries())
          expect(start + count).toBe(counted[i + 1]?.[0] ?? buffer.next)
      }
    }),
    { numRuns: 150, seed: 20261123 },
  )
}, 60_000)
