import { ok, type Result } from '../../kernel/index.ts'
import { rankOf } from './level.ts'
import type { LogFilter } from './log-filter.ts'
import type { LogRows } from './log-rows.ts'
import type { PatternProblem } from './log-view.ts'
import type { CompilePattern } from './pattern.ts'
import type { ReloadIndex, ReloadPlace } from './reload-index.ts'
import { hasText, passAll, type RowTest } from './row-test.ts'
import type { LogSegment } from './log-segment.ts'
import { createTextSearch, isLiteral, type TextSearch } from './text-search.ts'

type ColumnTest = RowTest['columns']

/** True when a filter cannot be compiled without the pattern engine. */
export const needsPatterns = ({ isPattern, text, exclude }: Pick<LogFilter, 'isPattern' | 'text' | 'exclude'>) =>
  isPattern && !(isLiteral(text) && isLiteral(exclude))

/** What to look for in a line; null for nothing. */
export function compileSearch(
  text: string,
  isPattern: boolean,
  compile: CompilePattern | null,
): Result<TextSearch | null, PatternProblem> {
  if (text === '') return ok(null)
  return compile && isPattern && !isLiteral(text) ? compile(text) : ok(createTextSearch(text))
}

function sourceTest(sources: readonly string[], rows: LogRows): ColumnTest {
  let known: (boolean | undefined)[] = []
  let { generation } = rows
  return (segment, index) => {
    // A cleared buffer names its sources anew.
    if (generation !== rows.generation) {
      known = []
      generation = rows.generation
    }
    const source = segment.source[index]!
    return (known[source] ??= sources.includes(rows.sourceName(source)))
  }
}

function reloadTest(rows: LogRows, reloads: ReloadIndex): ColumnTest {
  let known: (ReloadPlace | null | undefined)[] = []
  let epoch = reloads.epoch
  return (segment, index) => {
    if (epoch !== reloads.epoch) {
      known = []
      epoch = reloads.epoch
    }
    const session = segment.session[index]!
    let newest = known[session]
    if (newest === undefined) newest = known[session] = reloads.newest(rows.sessionName(session))
    if (newest === null) return true
    const own = segment.reload[index]!
    return own >= 0 ? own >= newest.sequence : segment.start + index > newest.seq
  }
}

function columnTests(filter: LogFilter, rows: LogRows, reloads: ReloadIndex): ColumnTest[] {
  const tests: ColumnTest[] = []
  if (filter.level !== '') {
    const least = rankOf(filter.level)
    tests.push((segment, index) => segment.rank[index]! >= least)
  }
  if (filter.from !== null || filter.to !== null) {
    const from = filter.from ?? -Infinity
    const to = filter.to ?? Infinity
    // A line without a readable time is in no range.
    tests.push((segment, index) => segment.ts[index]! >= from && segment.ts[index]! <= to)
  }
  if (filter.sources.length > 0) tests.push(sourceTest(filter.sources, rows))
  if (filter.sinceReload) tests.push(reloadTest(rows, reloads))
  return tests
}

function every(tests: readonly ColumnTest[]): ColumnTest {
  const [one, two, ...more] = tests
  if (!one) return () => true
  if (!two) return one
  const rest = more.length > 0 ? every(more) : null
  return (segment: LogSegment, index) =>
    one(segment, index) && two(segment, index) && (rest === null || rest(segment, index))
}

/** Turns a filter into a test of rows; `passAll` itself when it hides nothing. */
export function compileFilter(
  filter: LogFilter,
  rows: LogRows,
  reloads: ReloadIndex,
  compile: CompilePattern | null,
): Result<RowTest, PatternProblem> {
  const wanted = compileSearch(filter.text, filter.isPattern, compile)
  if (!wanted.ok) return wanted
  const unwanted = compileSearch(filter.exclude, filter.isPattern, compile)
  if (!unwanted.ok) return unwanted
  const columns = columnTests(filter, rows, reloads)
  const need = wanted.value
  const hide = unwanted.value
  if (columns.length === 0 && !need && !hide) return ok(passAll)
  return ok({
    get epoch() {
      if (!filter.sinceReload) return 0
      reloads.refresh()
      return reloads.epoch
    },
    others: true,
    columns: every(columns),
    text:
      need || hide
        ? (texts, index) => !(need && !hasText(need, texts, index)) && !(hide && hasText(hide, texts, index))
        : null,
  })
}
