import { afterEach, describe, expect, it } from 'vitest'
import { CORE_OFFERS, GATEWAY_OFFERS } from '../../../contracts/index.ts'
import { testReload } from '../detail/testing/test-reload.ts'
import { testSession } from '../../tests/test-session.ts'
import { closeLists, openList, START } from './testing/open-list.ts'
import { COLUMNS } from './table-look.ts'

afterEach(closeLists)

const session = testSession('s-1', { allowedActions: ['TERMINATE'], startedAt: '2026-01-01T00:25:00Z' })

async function open(locale: 'en-US' | 'zh-CN' = 'en-US') {
  const list = openList({ offers: CORE_OFFERS, look: { columns: COLUMNS }, locale })
  await list.answer([session])
  const headings = () => list.list.findAll('th[data-column]').map((head) => head.attributes('data-column'))
  return { ...list, headings }
}

describe('the list of a server that has no logs, metrics, reload command and heartbeats', () => {
  it('has no column that it cannot fill, and no choice of one', async () => {
    const { headings, list, openBox, offers, tableLook } = await open()
    expect(headings()).toEqual(['status', 'plugin', 'owner', 'started', 'lastReload', 'expires', 'tenant'])
    const menu = await openBox(list, 'dh-table-look')
    const named = menu.findAll('[data-column]').map((box) => box.attributes('data-column'))
    expect(named).not.toContain('errors')
    expect(named).not.toContain('trend')
    expect(menu.findAll('option').map((option) => option.attributes('value'))).not.toContain('ERRORS')
    await menu.get('[data-column="owner"] input, input[data-column="owner"]').setValue(false)
    expect(tableLook.value.columns).not.toContain('owner')
    offers.value = GATEWAY_OFFERS
    await list.vm.$nextTick()
    expect(headings()).toContain('errors')
  })

  it('offers to end a session and nothing that it does not take', async () => {
    const { row, has } = await open()
    expect(row('s-1').find('[data-testid="dh-terminate"]').exists()).toBe(true)
    expect(row('s-1').find('[data-testid="dh-reload"]').exists()).toBe(false)
    expect(has('dh-facet-stale')).toBe(false)
    await row('s-1').get('[data-testid="dh-session-select"]').trigger('click')
    expect(has('dh-bulk-terminate')).toBe(true)
    expect(has('dh-bulk-reload')).toBe(false)
  })

  it.each([
    ['en-US', /worked out: this server does not tell it$/, 'This server does not tell when a session started'],
    ['zh-CN', /推算所得/, '此服务器不提供会话的开始时间'],
  ] as const)('says that the start is worked out (%s)', async (locale, title, hint) => {
    const { row, list } = await open(locale)
    expect(row('s-1').get('.dh-cell-started time').attributes('title')).toMatch(title)
    expect(list.get('th[data-column="started"] button').attributes('title')).toContain(hint)
  })

  it('says of a session without a reload that none was heard, not that there was none', async () => {
    const { row, sessions, list, answer } = await open()
    expect(row('s-1').get('.dh-cell-lastReload').text()).toBe('none heard')
    const reload = testReload(0, { success: null, durationMs: null, reloadId: null })
    const event = { id: '', tenantId: null, ts: null, kind: 'session-reloaded', sessionId: 's-1', reload } as const
    sessions.applyEvent(event, START)
    await list.vm.$nextTick()
    expect(row('s-1').get('.dh-cell-lastReload').text()).toContain('not reported')
    await answer([session])
    expect(row('s-1').get('.dh-cell-lastReload').text()).toContain('not reported')
  })

  it('answers the key of a command that it does not take with the reason, and with nothing to confirm', async () => {
    const { row, press, part, has, send } = await open()
    row('s-1').get<HTMLElement>('.dh-session-link').element.focus()
    await press('r')
    expect(part('dh-confirm').text()).toContain('This server takes no reload requests.')
    expect(has('dh-confirm-ok')).toBe(false)
    expect(part('dh-confirm-cancel').text()).toBe('Close')
    expect(send).not.toHaveBeenCalled()
  })

  it('lets go of a filter for lost ones that an old link has brought', async () => {
    const { part, has, setQuery, sessions, list } = await open()
    setQuery({ ...sessions.query, stale: true })
    await list.vm.$nextTick()
    await part('dh-facet-stale').trigger('click')
    expect(sessions.query.stale).toBe(false)
    expect(has('dh-facet-stale')).toBe(false)
  })

  it('calls nobody late or lost', async () => {
    const { answer, row } = await open()
    await answer([{ ...session, lastHeartbeatAt: '2026-01-01T00:00:00Z' }])
    expect(row('s-1').get('.dh-cell-status').text()).toContain('Running')
  })
})
