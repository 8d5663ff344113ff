import type { ExpectedRow, Look } from '../server/messages.ts'

/** A table row as the page shows it. */
export interface ShownRow {
  readonly sessionId: string
  readonly status: string
  readonly cells: readonly string[]
}

export interface Shown {
  readonly rows: readonly ShownRow[]
  /** Sessions that match, as the page says; NaN when it does not say. */
  readonly total: number
}

type Value = 'plugin' | 'owner' | 'reloadMs' | 'errors'
const VALUES: readonly Value[] = ['plugin', 'owner', 'reloadMs', 'errors']

/** Where the table shows each value: the number of its cell. What is not there is not compared. */
export type Columns = ReadonlyMap<Value, number>

/** A reader who has opened a session has seen its errors; from then on nobody else can tell which are new to them. */
export const withoutErrors = (columns: Columns): Columns =>
  new Map([...columns].filter(([value]) => value !== 'errors'))

export interface Comparison {
  readonly checked: number
  readonly wrong: number
  /** Rows that were not where the server's page has them, and those that are missing. */
  readonly misplaced: number
  readonly examples: readonly string[]
}

const MOST_EXAMPLES = 5

/** As a number of its own: 12 is not in 212. */
const hasNumber = (text: string, value: number) => new RegExp(`(?<![\\d.,])${value}(?![\\d.,]*\\d)`).test(text)

/** Errors may be all there are, or those that are new to the reader. */
function showsValue(text: string | undefined, value: Value, row: ExpectedRow): boolean {
  const wanted = row[value]
  if (wanted === null || says(text, wanted)) return true
  return value === 'errors' && row.newErrors > 0 && says(text, row.newErrors)
}

const says = (text: string | undefined, value: string | number): boolean =>
  text !== undefined && (typeof value === 'string' ? text.includes(value) : hasNumber(text, value))

/**
 * Tables differ in their columns. While nothing changes yet, the cell that agrees with the server in every row is the
 * one that shows the value.
 */
export function findColumns(shown: readonly ShownRow[], expected: readonly ExpectedRow[]): Columns {
  const columns = new Map<Value, number>()
  const known = new Map(expected.map((row) => [row.sessionId, row]))
  for (const value of VALUES) {
    const telling = shown.flatMap(({ sessionId, cells }) => {
      const wanted = known.get(sessionId)?.[value] ?? null
      return wanted === null ? [] : [{ cells, wanted }]
    })
    const column = shown[0]?.cells.findIndex((_, cell) =>
      telling.every(({ cells, wanted }) => says(cells[cell], wanted)),
    )
    if (telling.length > 0 && column !== undefined && column >= 0) columns.set(value, column)
  }
  return columns
}

/** What the page shows against what the server has: statuses, values, the total, and the order of the rows. */
export function compareCells({ rows, total }: Shown, look: Look, columns: Columns): Comparison {
  const known = new Map(look.rows.map((row) => [row.sessionId, row]))
  const examples: string[] = []
  let checked = 0
  const check = (isRight: boolean, what: () => string) => {
    checked++
    if (!isRight) examples.push(what())
  }
  for (const { sessionId, status, cells } of rows) {
    const row = known.get(sessionId)
    check(status === row?.status, () => `status ${status} instead of ${row?.status ?? 'no such session'}`)
    for (const [value, column] of columns) {
      if (!row || row[value] === null) continue
      check(
        showsValue(cells[column], value, row),
        () => `${value} "${cells[column]?.trim() ?? ''}" instead of ${row[value]}`,
      )
    }
  }
  if (!Number.isNaN(total)) check(total === look.totalCount, () => `total ${total} instead of ${look.totalCount}`)
  const isMisplaced = (id: string, place: number) => rows[place]?.sessionId !== id
  return {
    checked,
    wrong: examples.length,
    misplaced: look.pageIds.filter(isMisplaced).length,
    examples: examples.slice(0, MOST_EXAMPLES),
  }
}
