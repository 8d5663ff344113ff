import { afterEach, describe, expect, it } from 'vitest'
import { testSession } from '../../tests/test-session.ts'
import { defaultQuery } from './session-query.ts'
import { closeLists, named, openList } from './testing/open-list.ts'

afterEach(closeLists)

type List = ReturnType<typeof openList>
const link = ({ row }: List, id: string) => row(id).get<HTMLElement>('.dh-session-link').element
const box = ({ row }: List, id: string) => row(id).get<HTMLInputElement>('[data-testid="dh-session-select"]')
const ticked = ({ list }: List) =>
  list.findAll('[data-testid="dh-session-row"][data-ticked]').map((row) => row.attributes('data-session-id'))
const count = ({ list }: List) => list.find('[data-testid="dh-bulk-bar"]').attributes('data-count')

describe('the keyboard in the list', () => {
  it('has one tab stop among the rows, which follows the focus', async () => {
    const open = openList()
    await open.answer(named('a', 'b', 'c'))
    const stops = () =>
      new Set(
        open.list
          .findAll('tbody [tabindex="0"], tbody a:not([tabindex]), tbody button:not([tabindex])')
          .map((one) => one.element.closest<HTMLElement>('[data-session-id]')?.dataset['sessionId']),
      )
    expect([...stops()]).toEqual(['a'])
    link(open, 'b').focus()
    await open.list.vm.$nextTick()
    expect([...stops()]).toEqual(['b'])
  })

  it('moves by rows, by tens and to both ends', async () => {
    const open = openList()
    const ids = Array.from({ length: 30 }, (_, index) => `s${index}`)
    await open.answer(named(...ids))
    link(open, 's0').focus()
    const walk = async (...keys: string[]) => {
      const seen: (string | null)[] = []
      for (const key of keys) {
        await open.press(key)
        seen.push(open.focused())
      }
      return seen
    }
    expect(await walk('ArrowDown', 'j', 'k', 'PageDown', 'ArrowUp')).toEqual(['s1', 's2', 's1', 's11', 's10'])
    expect(await walk('End', 'ArrowDown', 'Home', 'ArrowUp', 'PageUp')).toEqual(['s29', 's29', 's0', 's0', 's0'])
  })

  it('asks before it reloads or ends, finds the search, and leaves Enter to the link', async () => {
    const open = openList()
    await open.answer(named('a', 'b'))
    link(open, 'b').focus()
    expect((await open.press('Enter')).defaultPrevented).toBe(false)
    await open.press('t')
    expect(open.part('dh-confirm').text()).toContain('Plugin b')
    await open.part('dh-confirm-cancel').trigger('click')
    expect(open.has('dh-confirm')).toBe(false)
    link(open, 'b').focus()
    await open.press('/')
    expect(document.activeElement).toBe(open.part('dh-session-search').element)
  })

  it('takes no letters where they are switched off, where somebody types or composes', async () => {
    const open = openList({ singleKeys: false })
    await open.answer(named('a', 'b'))
    link(open, 'a').focus()
    await open.press('j')
    await open.press('r')
    expect([open.focused(), open.has('dh-confirm')]).toEqual(['a', false])
    await open.press('ArrowDown')
    expect(open.focused()).toBe('b')
    await open.press('ArrowUp', { isComposing: true })
    expect(open.focused()).toBe('b')
  })

  it('keeps the focus when rows change and gives it to the neighbour of one that leaves', async () => {
    const open = openList()
    await open.answer(named('a', 'b', 'c'))
    link(open, 'b').focus()
    open.sessions.applyEvent({
      id: '1',
      tenantId: 't',
      ts: null,
      kind: 'session-updated',
      sessionId: 'b',
      patch: { status: 'FAILED' },
    })
    await open.list.vm.$nextTick()
    expect(document.activeElement).toBe(link(open, 'b'))
    // Applied from elsewhere, with the focus in the rows.
    await open.answer(named('c', 'a'))
    open.sessions.applyOrder()
    await open.list.vm.$nextTick()
    await open.list.vm.$nextTick()
    expect(open.rows()).toEqual(['c', 'a'])
    expect(open.focused()).toBe('c')
  })
})

describe('ticked rows', () => {
  it('are extended with Shift, all at once from the head, and let go with Esc', async () => {
    const open = openList()
    await open.answer(named('a', 'b', 'c', 'd'))
    await box(open, 'b').trigger('click')
    await box(open, 'd').trigger('click', { shiftKey: true })
    expect(ticked(open)).toEqual(['b', 'c', 'd'])
    const head = open.part('dh-session-select-all').element as HTMLInputElement
    expect([head.checked, head.indeterminate]).toEqual([false, true])
    await open.part('dh-session-select-all').trigger('click')
    expect([ticked(open).length, head.checked]).toEqual([4, true])
    await open.part('dh-session-select-all').trigger('click')
    expect(ticked(open)).toEqual([])
    await box(open, 'a').trigger('click')
    box(open, 'a').element.focus()
    await open.press('Escape')
    expect(ticked(open)).toEqual([])
  })

  it('are ticked with Space and extended with Shift and the arrows', async () => {
    const open = openList()
    await open.answer(named('a', 'b', 'c', 'd'))
    link(open, 'b').focus()
    await open.press(' ')
    expect(ticked(open)).toEqual(['b'])
    await open.press(' ')
    expect(ticked(open)).toEqual([])
    await open.press('ArrowDown', { shiftKey: true })
    await open.press('ArrowDown', { shiftKey: true })
    expect([ticked(open), open.focused()]).toEqual([['b', 'c', 'd'], 'd'])
  })

  it('survive paging, order and updates, and are counted when they are on other pages', async () => {
    const open = openList()
    await open.answer(named('a', 'b'), { totalCount: 100 })
    await open.part('dh-session-select-all').trigger('click')
    await open.part('dh-page-next').trigger('click')
    await open.answer(named('c', 'd'), { totalCount: 100 })
    await box(open, 'd').trigger('click')
    expect(count(open)).toBe('3')
    expect(open.part('dh-selected-elsewhere').text()).toBe('2 of them are on other pages')
    await open.part('dh-bulk-reload').trigger('click')
    await open.part('dh-confirm-ok').trigger('click')
    expect(open.sendAll).toHaveBeenCalledWith('reload', ['a', 'b', 'd'], null)
    expect(open.has('dh-bulk-bar')).toBe(false)
  })

  it('are remembered as they were last heard of', async () => {
    const open = openList()
    await open.answer(named('a', 'b'))
    await box(open, 'a').trigger('click')
    await open.answer([testSession('a', { allowedActions: [] }), testSession('b')])
    open.sessions.setQuery({ ...defaultQuery, search: 'b' })
    await open.answer(named('b'))
    expect(open.part('dh-bulk-reload').attributes('aria-disabled')).toBe('true')
  })

  it('are forgotten with another tenant', async () => {
    const open = openList()
    await open.answer(named('a'))
    await box(open, 'a').trigger('click')
    open.sessions.clear()
    await open.list.vm.$nextTick()
    expect(open.has('dh-bulk-bar')).toBe(false)
    await open.answer(named('a'))
    expect(ticked(open)).toEqual([])
  })
})
