import { describe, expect, it } from 'vitest'
import { sortedBy, tableColumns, tableRoom } from './columns.ts'
import { defaultQuery } from './session-query.ts'
import { COLUMNS, defaultTableLook } from './table-look.ts'

const names = (...chosen: (typeof COLUMNS)[number][]) => tableColumns(chosen).map(({ name }) => name)

describe('the columns of the table', () => {
  it('begin with status and plugin, in the same order however they were chosen', () => {
    expect(names('version', 'owner')).toEqual(['status', 'plugin', 'owner', 'version'])
  })

  it('draw the trend inside of the last reload, and alone without it', () => {
    expect(names('lastReload', 'trend')).toEqual(['status', 'plugin', 'lastReload'])
    expect(names('trend')).toEqual(['status', 'plugin', 'trend'])
  })

  it('fit into the usual pane as they are at first, and not all together', () => {
    expect(tableRoom(tableColumns(defaultTableLook.columns)).isMany).toBe(false)
    expect(tableRoom(tableColumns(COLUMNS)).isMany).toBe(true)
  })

  it('sort times and errors from the end, names from the start, and begin on the first page', () => {
    const later = { ...defaultQuery, page: 4 }
    expect(sortedBy(later, 'DEVELOPER')).toEqual({ ...defaultQuery, sort: 'DEVELOPER', descending: false })
    expect(sortedBy(later, 'LAST_RELOAD_AT')).toEqual({ ...defaultQuery, sort: 'LAST_RELOAD_AT', descending: true })
    expect(sortedBy(later, 'STARTED_AT').descending).toBe(false)
  })
})
