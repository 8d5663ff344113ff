import { afterEach, describe, expect, it } from 'vitest'
import { testSession } from '../../tests/test-session.ts'
import { defaultQuery } from './session-query.ts'
import { closeLists, named, openList } from './testing/open-list.ts'

afterEach(closeLists)

type List = ReturnType<typeof openList>
const search = ({ part }: List) => part('dh-session-search')
const type = async (open: List, text: string) => search(open).setValue(text)

describe('the search of the list', () => {
  it('asks when the typing pauses, once, and on Enter at once', async () => {
    const open = openList()
    await type(open, 'pa')
    open.clock.advance(200)
    await type(open, 'pay ')
    open.clock.advance(249)
    expect(open.setQuery).not.toHaveBeenCalled()
    open.clock.advance(1)
    expect(open.setQuery.mock.calls.map(([query]) => query.search)).toEqual(['pay'])
    await type(open, 'payments')
    await search(open).trigger('keydown', { key: 'Enter' })
    open.clock.advance(1_000)
    expect(open.sessions.query).toEqual({ ...defaultQuery, search: 'payments' })
    expect(open.setQuery).toHaveBeenCalledTimes(2)
  })

  it('waits for the end of a composition', async () => {
    const open = openList()
    const field = search(open).element as HTMLInputElement
    field.value = 'zhif'
    field.dispatchEvent(new InputEvent('input', { isComposing: true }))
    await search(open).trigger('keydown', { key: 'Enter', isComposing: true })
    open.clock.advance(1_000)
    expect(open.setQuery).not.toHaveBeenCalled()
    field.value = '支付'
    await search(open).trigger('compositionend')
    open.clock.advance(250)
    expect(open.sessions.query.search).toBe('支付')
  })

  it('is not overwritten by the answer to what was typed before, and follows a link', async () => {
    const open = openList()
    await type(open, 'a')
    open.clock.advance(250)
    await type(open, 'ab')
    await open.answer(named('a'))
    expect((search(open).element as HTMLInputElement).value).toBe('ab')
    open.sessions.setQuery({ ...defaultQuery, search: 'from a link' })
    await open.list.vm.$nextTick()
    expect((search(open).element as HTMLInputElement).value).toBe('from a link')
    open.clock.advance(1_000)
    expect(open.sessions.query.search).toBe('from a link')
  })

  it('is emptied with the filter, with what was typed and not asked for yet', async () => {
    const open = openList()
    open.sessions.setQuery({ ...defaultQuery, mine: true })
    await type(open, 'half a wor')
    await open.part('dh-clear-filters').trigger('click')
    open.clock.advance(1_000)
    expect(open.sessions.query).toEqual(defaultQuery)
    expect((search(open).element as HTMLInputElement).value).toBe('')
  })
})

describe('the facets of the list', () => {
  const mixed = [
    testSession('a', { status: 'FAILED', developer: { id: 'u-2', name: 'Ana' } }),
    testSession('b'),
    testSession('c'),
  ]

  it('count by status, in the select and as switches', async () => {
    const open = openList()
    await open.answer(mixed)
    const option = open.part('dh-session-status-filter').get('option[value="FAILED"]')
    expect(option.text()).toBe('Failed (1)')
    const chips = open.list.findAll('[data-testid="dh-facet-status"]')
    expect(chips.map((chip) => [chip.attributes('data-facet'), chip.get('.dh-facet-count').text()])).toEqual([
      ['ACTIVE', '2'],
      ['FAILED', '1'],
    ])
    const failed = open.list.get('[data-facet="FAILED"]')
    await failed.trigger('click')
    expect(open.sessions.query).toMatchObject({ status: 'FAILED', page: 1 })
    expect(failed.attributes('aria-pressed')).toBe('true')
    await failed.trigger('click')
    expect(open.sessions.query.status).toBe('')
  })

  it('keep a status that this panel does not know', async () => {
    const open = openList()
    open.sessions.setQuery({ ...defaultQuery, status: 'HIBERNATING' })
    await open.list.vm.$nextTick()
    const select = open.part('dh-session-status-filter').element as HTMLSelectElement
    expect(select.value).toBe('HIBERNATING')
  })

  it('narrow to the own, the lost, an owner and a plugin, which are named and taken away one by one', async () => {
    const open = openList()
    await open.answer(mixed)
    await open.part('dh-facet-mine').trigger('click')
    await open.part('dh-facet-stale').trigger('click')
    const owners = await open.openBox(open.list, 'dh-facet-owner')
    await owners.get('[data-choice="u-2"]').trigger('click')
    const plugins = await open.openBox(open.list, 'dh-facet-plugin')
    await plugins.get('[data-choice="com.test.b"]').trigger('click')
    expect(open.sessions.query).toMatchObject({ mine: true, stale: true, owner: 'u-2', plugin: 'com.test.b' })
    await open.list.vm.$nextTick()
    const chips = () => open.list.findAll('[data-testid="dh-facet-chip"]')
    expect(chips().map((chip) => chip.text())).toEqual(['Owner: Ana', 'Plugin: com.test.b'])
    await chips()[0]!.get('button').trigger('click')
    expect(open.sessions.query).toMatchObject({ owner: '', plugin: 'com.test.b' })
  })

  it('tell how many match when the answer to a changed filter is here, and not at every update', async () => {
    const open = openList()
    await open.answer(mixed)
    const said = () => open.part('dh-matching-said').text()
    expect(said()).toBe('')
    open.sessions.setQuery({ ...defaultQuery, status: 'FAILED' })
    await open.list.vm.$nextTick()
    expect(open.part('dh-session-table').attributes('aria-busy')).toBe('true')
    await open.answer(mixed.slice(0, 1), { statusCounts: new Map(Object.entries({ FAILED: 1, ACTIVE: 14 })) })
    expect(said()).toBe('1 of 15 sessions matches')
    await open.answer(mixed.slice(0, 1), { totalCount: 2 })
    expect(said()).toBe('1 of 15 sessions matches')
    open.sessions.setQuery({ ...defaultQuery, search: 'x' })
    await open.answer(mixed, { totalCount: 240 })
    expect(said()).toBe('240 sessions match')
  })
})
