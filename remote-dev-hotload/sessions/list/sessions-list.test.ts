import { afterEach, describe, expect, it, vi } from 'vitest'
import enUS from '../../locales/en-US.json'
import { testSession } from '../../tests/test-session.ts'
import { defaultQuery } from './session-query.ts'
import { closeLists, named, openList } from './testing/open-list.ts'

afterEach(closeLists)

describe('the order of the list', () => {
  it('is asked for by a heading, and turned round by the same heading', async () => {
    const { list, sessions, answer } = openList()
    await answer(named('a', 'b'))
    const heading = () => list.get('th[data-column="plugin"]')
    expect(heading().attributes('aria-sort')).toBe('none')
    await heading().get('button').trigger('click')
    expect(sessions.query).toMatchObject({ sort: 'PLUGIN', descending: false, page: 1 })
    expect(heading().attributes('aria-sort')).toBe('ascending')
    await heading().get('button').trigger('click')
    expect(heading().attributes('aria-sort')).toBe('descending')
    await list.get('th[data-column="errors"]').get('button').trigger('click')
    expect(sessions.query).toMatchObject({ sort: 'ERRORS', descending: true })
  })

  it('can go by a column that is not shown', async () => {
    const { list, part, sessions, answer, openBox } = openList({ look: { columns: [] } })
    await answer(named('a'))
    await openBox(list, 'dh-table-look')
    await part('dh-sort-field').setValue('STARTED_AT')
    await part('dh-sort-descending').setValue(false)
    expect(sessions.query).toMatchObject({ sort: 'STARTED_AT', descending: false })
  })

  it('stays while somebody is at the rows, says how much would change, and is applied when asked', async () => {
    const { list, part, has, rows, answer } = openList()
    await answer(named('a', 'b', 'c'))
    await list.get('tbody').trigger('pointerenter')
    await answer(named('b', 'c', 'a'))
    expect(rows()).toEqual(['a', 'b', 'c'])
    expect(list.get('.dh-order-bar').text()).toMatch(/\d rows? changed/)
    await part('dh-order-apply').trigger('click')
    expect(rows()).toEqual(['b', 'c', 'a'])
    expect(has('dh-order-apply')).toBe(false)
    await vi.waitFor(() => expect(document.activeElement).toBe(list.get('.dh-sessions-body').element))
  })

  it('is held for a focus and for ticked rows too, and follows the server again without them', async () => {
    const { list, row, rows, answer } = openList()
    await answer(named('a', 'b'))
    const link = row('b').get<HTMLElement>('.dh-session-link').element
    link.focus()
    await answer(named('b', 'a'))
    expect(rows()).toEqual(['a', 'b'])
    await row('a').get('[data-testid="dh-session-select"]').trigger('click')
    link.blur()
    await answer(named('b', 'a'))
    expect(rows()).toEqual(['a', 'b'])
    await list.get('[data-testid="dh-bulk-clear"]').trigger('click')
    await answer(named('b', 'a'))
    expect(rows()).toEqual(['b', 'a'])
  })
})

describe('the pages of the list', () => {
  const many = { totalCount: 240, limit: 50 }

  it('are turned, and jumped to by their number', async () => {
    const { list, part, sessions, answer } = openList()
    await answer(named('a', 'b'), many)
    expect(part('dh-total').attributes('data-total')).toBe('240')
    await part('dh-page-next').trigger('click')
    expect(sessions.query.page).toBe(2)
    await part('dh-page').setValue('99')
    expect(sessions.query.page).toBe(5)
    await list.vm.$nextTick()
    await part('dh-page-next').trigger('click')
    expect(sessions.query.page).toBe(5)
    await part('dh-page-prev').trigger('click')
    expect(sessions.query.page).toBe(4)
  })

  it('end where the sessions end: a page behind the last becomes the last', async () => {
    const { sessions, answer } = openList()
    sessions.setQuery({ ...defaultQuery, page: 5 })
    await answer([], { totalCount: 120 })
    expect(sessions.query.page).toBe(3)
  })
})

describe('a row', () => {
  it('opens with a plain click and leaves other clicks to the browser', async () => {
    const { row, open, answer } = openList()
    await answer(named('a'))
    const link = row('a').get('.dh-session-link')
    expect(link.attributes('href')).toContain('/sessions/a/')
    await link.trigger('click', { ctrlKey: true })
    expect(open).not.toHaveBeenCalled()
    await link.trigger('click')
    expect(open).toHaveBeenCalledWith('a')
  })

  it('links from its new errors to the log', async () => {
    const { row, list, sessions, openErrors, answer } = openList()
    await answer(named('a'))
    sessions.applyErrors('a', 3)
    await list.vm.$nextTick()
    const badge = row('a').get('.dh-cell-errors [data-testid="dh-unread-errors"]')
    expect([badge.element.tagName, badge.attributes('data-count')]).toEqual(['A', '3'])
    expect(badge.attributes('aria-label')).toBe('Show 3 new errors')
    await badge.trigger('click')
    expect(openErrors).toHaveBeenCalledWith('a')
  })

  it('draws the trend of its reloads from two on, with its words', async () => {
    const { row, list, has, sessions, answer } = openList()
    await answer(named('a'))
    const reload = (sequence: number, durationMs: number, success: boolean) => ({
      reloadId: `r${sequence}`,
      sequence,
      at: `2026-01-01T00:${10 + sequence}:00Z`,
      durationMs,
      buildTimeMs: null,
      mode: null,
      trigger: null,
      changedFiles: [],
      success,
      error: null,
      firstLogId: null,
    })
    sessions.applyReloads('a', [reload(1, 40, true)])
    await list.vm.$nextTick()
    expect(has('dh-trend')).toBe(false)
    sessions.applyReloads('a', [reload(2, 400, false)])
    await list.vm.$nextTick()
    const trend = row('a').get('[data-testid="dh-trend"]')
    expect(trend.attributes('aria-label')).toBe('Last 2 reloads: 40 ms to 400 ms, one failed')
    expect(trend.findAll('.dh-trend-failed')).toHaveLength(1)
  })

  it('narrows the list to its owner or plugin from its menu, and offers a preview only where the link is safe', async () => {
    const { row, sessions, answer, openBox } = openList()
    const owner = { id: 'u-2', name: 'Ana' }
    await answer([
      testSession('a', { developer: owner, sandboxEndpoint: 'javascript:alert(1)' }),
      testSession('b', { sandboxEndpoint: 'https://sandbox.test/' }),
    ])
    const menu = await openBox(row('a'), 'dh-row-menu')
    expect(menu.find('[data-testid="dh-row-preview"]').exists()).toBe(false)
    await menu.get('[data-testid="dh-row-only-owner"]').trigger('click')
    expect(sessions.query.owner).toBe('u-2')
    const other = await openBox(row('b'), 'dh-row-menu')
    expect(other.get('[data-testid="dh-row-preview"]').attributes('href')).toBe('https://sandbox.test/')
  })

  it('counts down to its end', async () => {
    const { row, list, clock, answer } = openList({ look: { columns: ['expires'] } })
    await answer([testSession('a', { expiresAt: '2026-01-01T00:32:01Z' })])
    expect(row('a').text()).toContain('2 min')
    expect(row('a').find('.dh-left-short').exists()).toBe(false)
    clock.advance(29_000)
    await list.vm.$nextTick()
    expect(row('a').get('.dh-left-short').text()).toBe('1:32')
  })
})

describe('the columns', () => {
  it('are chosen, kept by whoever keeps the look, and put back as at first', async () => {
    const { list, part, tableLook, answer, openBox } = openList()
    await answer(named('a'))
    const box = await openBox(list, 'dh-table-look')
    await box.get('[data-column="version"]').setValue(true)
    await box.get('[data-column="owner"]').setValue(false)
    await box.get('[data-density="compact"]').setValue(true)
    expect(tableLook.value).toEqual({ columns: ['lastReload', 'errors', 'trend', 'version'], density: 'compact' })
    expect(list.findAll('th[data-column]').map((th) => th.attributes('data-column'))).toEqual([
      'status',
      'plugin',
      'lastReload',
      'errors',
      'version',
    ])
    expect(part('dh-session-table').attributes('data-density')).toBe('compact')
    await part('dh-table-default').trigger('click')
    expect(tableLook.value.columns).toEqual(['owner', 'lastReload', 'errors', 'trend'])
  })
})

describe('the state of the list', () => {
  it('is told for the first load, a failure with its request, and its end', async () => {
    const { list, part, has, sessions, refresh, answer } = openList()
    expect(part('dh-list-loading').attributes('aria-busy')).toBe('true')
    sessions.listFailed('DH_API_002', 'req-7')
    await list.vm.$nextTick()
    expect(part('dh-list-failed').text()).toContain('req-7')
    await part('dh-list-failed').get('.dh-button:not(.dh-button-bare)').trigger('click')
    expect(refresh).toHaveBeenCalledOnce()
    await answer(named('a'))
    expect([has('dh-list-failed'), has('dh-session-row')]).toEqual([false, true])
  })

  it('says of old rows from when they are, and why', async () => {
    const { list, part, sessions, clock, answer } = openList()
    await answer(named('a'))
    clock.advance(60_000)
    sessions.listFailed('DH_API_001', null)
    await list.vm.$nextTick()
    expect(part('dh-banner').text()).toMatch(/\d\d:\d\d:\d\d/)
    expect(part('dh-banner').text()).toContain(enUS.problem.DH_API_001)
    sessions.listFailed('DH_API_429', null)
    await list.vm.$nextTick()
    expect(part('dh-banner').attributes()).toMatchObject({ 'data-kind': 'limited', 'data-code': 'DH_API_429' })
  })

  it('blames the missing network rather than the server', async () => {
    const { list, part, sessions, isOffline, answer } = openList()
    await answer(named('a'))
    isOffline.value = true
    sessions.listFailed('DH_API_001', null)
    await list.vm.$nextTick()
    expect(part('dh-list-note').attributes('data-kind')).toBe('offline')
  })

  it('tells an empty list from one that the filter hides, with the number only where it is known', async () => {
    const { list, part, has, sessions, answer } = openList()
    await answer([])
    expect(part('dh-no-sessions').text()).toContain('npm run plugin-session')
    sessions.setQuery({ ...defaultQuery, status: 'FAILED' })
    await answer([], { statusCounts: new Map([['ACTIVE', 15]]) })
    expect(part('dh-no-match').text()).toContain('None of the 15 sessions matches')
    sessions.setQuery({ ...defaultQuery, search: 'zzz' })
    await answer([])
    expect(part('dh-no-match').text()).toContain('No session matches')
    await part('dh-empty-clear').trigger('click')
    expect(sessions.query).toEqual(defaultQuery)
    expect(has('dh-clear-filters')).toBe(false)
    expect(document.activeElement).toBe(list.get('[data-testid="dh-session-search"]').element)
  })

  it('is worded in Chinese throughout', async () => {
    const { list, sessions, answer } = openList({
      locale: 'zh-CN',
      look: { columns: ['owner', 'started', 'lastReload', 'errors', 'trend', 'expires', 'tenant', 'version'] },
    })
    sessions.setQuery({ ...defaultQuery, status: 'ACTIVE' })
    await answer(named('a', 'b'), { totalCount: 120 })
    expect(list.text()).not.toMatch(/\b(sessions?|table|order)\./)
    expect(list.text()).toContain('120 个会话')
  })
})
