import { describe, expect, it } from 'vitest'
import { createHeardReloads } from './detail/heard-reloads.ts'
import { testReload } from './detail/testing/test-reload.ts'
import { withReloads } from './recent-reloads.ts'
import { inOrder, reloadKey } from './reload-order.ts'

const unnumbered = (second: number) =>
  testReload(0, { reloadId: null, at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString() })

describe('reloads of a CLI that does not count them', () => {
  it('are different ones, each by the time it was heard', () => {
    const heard = createHeardReloads()
    for (const second of [3, 9, 9, 6]) heard.add('s', unnumbered(second))
    expect(heard.of('s').map(({ at }) => at.slice(17, 19))).toEqual(['09', '06', '03'])
    expect(withReloads([], [unnumbered(3), unnumbered(9)])).toHaveLength(2)
  })

  it('stand among counted ones by their time', () => {
    const counted = testReload(7, { at: '2026-01-01T00:00:05.000Z' })
    expect(inOrder([unnumbered(9), counted, unnumbered(1)]).map(({ sequence }) => sequence)).toEqual([0, 7, 0])
    expect(reloadKey(counted)).toBe('7')
  })
})

describe('the reloads that were heard', () => {
  it('are kept for sessions that are not open, the newest of each, and forgotten with the tenant', () => {
    const heard = createHeardReloads()
    for (let n = 1; n <= 230; n++) heard.add('a', testReload(n))
    heard.add('b', testReload(1))
    expect(heard.of('a')).toHaveLength(200)
    expect(heard.of('a')[0]?.sequence).toBe(230)
    expect(heard.of('b')).toHaveLength(1)
    heard.clear()
    expect(heard.of('a')).toEqual([])
  })

  it('let go of the session that reloaded longest ago when there are too many', () => {
    const heard = createHeardReloads()
    for (let n = 0; n < 200; n++) heard.add(`s-${n}`, testReload(1))
    heard.add('s-0', testReload(2))
    heard.add('one-more', testReload(1))
    expect(heard.of('s-0')).toHaveLength(2)
    expect(heard.of('s-1')).toEqual([])
  })

  it('say a reload that is told twice once, as it was told last', () => {
    const heard = createHeardReloads()
    heard.add('s', testReload(4, { success: null }))
    heard.add('s', testReload(4, { success: true }))
    expect(heard.of('s').map(({ success }) => success)).toEqual([true])
  })
})
