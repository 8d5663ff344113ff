import { afterEach, describe, expect, it } from 'vitest'
import { closeLists, named, openList } from './testing/open-list.ts'

afterEach(closeLists)

describe('a busy list', () => {
  async function busyList() {
    const drawn: string[] = []
    const open = openList({ drawn: (name) => drawn.push(name) })
    await open.answer(named(...Array.from({ length: 50 }, (_, index) => `s${index}`)))
    // What had to wait for the first drawing.
    await open.list.vm.$nextTick()
    drawn.length = 0
    const rows = () => drawn.splice(0).filter((name) => name === 'SessionRow').length
    return { ...open, rows }
  }

  it('draws the one row that an update is about', async () => {
    const { list, sessions, rows } = await busyList()
    sessions.applyEvent({
      id: '1',
      tenantId: 't',
      ts: null,
      kind: 'session-updated',
      sessionId: 's7',
      patch: { status: 'FAILED', statusReason: 'build' },
    })
    await list.vm.$nextTick()
    expect(list.get('[data-session-id="s7"]').attributes('data-status')).toBe('FAILED')
    expect(rows()).toBe(1)
  })

  it('draws two rows when the focus or the open session moves from one to the other, and one that is ticked', async () => {
    const { list, sessions, row, press, rows } = await busyList()
    row('s0').get<HTMLElement>('.dh-session-link').element.focus()
    await list.vm.$nextTick()
    rows()
    await press('ArrowDown')
    expect(rows()).toBe(2)
    await press(' ')
    expect(rows()).toBe(1)
    sessions.select('s3')
    await list.vm.$nextTick()
    sessions.select('s4')
    await list.vm.$nextTick()
    expect(rows()).toBe(3)
  })

  it('draws no row only because a second has passed', async () => {
    const { list, clock, rows } = await busyList()
    clock.advance(1_000)
    await list.vm.$nextTick()
    expect(rows()).toBe(0)
  })
})
