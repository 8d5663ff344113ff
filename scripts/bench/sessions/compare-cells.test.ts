import { describe, expect, it } from 'vitest'
import type { ExpectedRow, Look } from '../server/messages.ts'
import { compareCells, findColumns, withoutErrors, type ShownRow } from './compare-cells.ts'

const expected = (no: number, more: Partial<ExpectedRow> = {}): ExpectedRow => ({
  sessionId: `s${no}`,
  status: 'ACTIVE',
  plugin: `Orders ${no}`,
  owner: `Ana ${no}`,
  reloadMs: 200 + no,
  errors: 10 + no,
  newErrors: 0,
  ...more,
})
const shown = ({ sessionId, status, plugin, owner, reloadMs, errors }: ExpectedRow): ShownRow => ({
  sessionId,
  status,
  cells: ['Running', `${plugin} ${owner}`, reloadMs === null ? 'Failed' : `${reloadMs} ms 3 sec. ago`, `${errors}`],
})
const rows = [expected(1), expected(2, { reloadMs: null, status: 'FAILED' }), expected(3)]
const look = (more: Partial<Look> = {}): Look => ({
  questions: 0,
  updates: 0,
  totalCount: 3,
  pageIds: ['s1', 's2', 's3'],
  rows,
  ...more,
})
const columns = findColumns(rows.map(shown), rows)

describe('the columns of a table', () => {
  it('are those that agree with the server in every row', () => {
    expect(Object.fromEntries(columns)).toEqual({ plugin: 1, owner: 1, reloadMs: 2, errors: 3 })
  })

  it('leave out a value that one row shows otherwise', () => {
    const other = rows.map(shown).map((row, no) => (no === 1 ? { ...row, cells: row.cells.with(3, '0') } : row))
    expect(findColumns(other, rows).has('errors')).toBe(false)
  })
})

describe('the comparison', () => {
  it('finds nothing where the page shows what the server has', () => {
    expect(compareCells({ rows: rows.map(shown), total: 3 }, look(), columns)).toEqual({
      checked: 15,
      wrong: 0,
      misplaced: 0,
      examples: [],
    })
  })

  it('names each cell that is behind', () => {
    const later = rows.map((row) => (row.sessionId === 's1' ? { ...row, errors: 12, status: 'FAILED' } : row))
    const found = compareCells({ rows: rows.map(shown), total: 4 }, look({ rows: later }), columns)
    expect(found.examples).toEqual([
      'status ACTIVE instead of FAILED',
      'errors "11" instead of 12',
      'total 4 instead of 3',
    ])
    expect(found.wrong).toBe(3)
  })

  it('takes the errors that are new for all there are', () => {
    const later = rows.map((row) => ({ ...row, errors: 20, newErrors: 20 - row.errors }))
    const badges = later.map((row) => shown({ ...row, errors: row.newErrors }))
    expect(compareCells({ rows: badges, total: 3 }, look({ rows: later }), columns).wrong).toBe(0)
    const behind = badges.map((row) => ({ ...row, cells: row.cells.with(3, '6') }))
    const found = compareCells({ rows: behind, total: 3 }, look({ rows: later }), columns)
    expect(found.wrong).toBe(3)
    expect(compareCells({ rows: behind, total: 3 }, look({ rows: later }), withoutErrors(columns)).wrong).toBe(0)
  })

  it.each([20, 1])('takes a number as a whole: %i is not in 201', (reloadMs) => {
    const later = rows.map((row) => (row.sessionId === 's1' ? { ...row, reloadMs } : row))
    expect(compareCells({ rows: rows.map(shown), total: 3 }, look({ rows: later }), columns).wrong).toBe(1)
  })

  it('counts rows in another place, and those that are missing', () => {
    const found = compareCells({ rows: [rows[1]!, rows[0]!].map(shown), total: NaN }, look(), columns)
    expect(found).toMatchObject({ wrong: 0, misplaced: 3 })
  })

  it('calls every value of a session wrong that the server does not have', () => {
    const found = compareCells({ rows: [shown(expected(9))], total: NaN }, look({ pageIds: [] }), columns)
    expect(found.examples).toEqual(['status ACTIVE instead of no such session'])
  })
})
