import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { CORE_OFFERS } from '../../contracts/index.ts'
import DashboardHeader from './DashboardHeader.vue'
import { createPanelDoor, type PanelDoor } from './keys/testing/panel-door.ts'

let door: PanelDoor
afterEach(() => door.close())

it.each(['en-US', 'zh-CN'] as const)('can be told by voice to press what it shows (%s)', (locale) => {
  door = createPanelDoor(locale)
  const button = door.show(DashboardHeader).get('[data-testid="dh-palette-open"]')
  const shown = button.get('kbd').text()
  expect(shown).toMatch(/^(Ctrl|⌘) K$/)
  expect(button.attributes('aria-label')).toMatch(new RegExp(`${shown}$`))
})

describe('the bell', () => {
  const raised = (fingerprint: string, severity: string) =>
    ({ alertId: fingerprint, fingerprint, severity, state: 'OPEN', lastRaisedAt: '2026-01-05T10:00:00Z' }) as never

  it('tells critical ones by shape and word beside the count of all, the panel’s own included', async () => {
    door = createPanelDoor()
    const bell = door.show(DashboardHeader).get('[data-testid="dh-open-alerts"]')
    door.alerts.applySnapshot([raised('a', 'WARNING')])
    await nextTick()
    expect(bell.attributes()).toMatchObject({ 'data-count': '1', 'data-critical': '0', 'aria-label': 'Alerts, 1 open' })
    const shape = bell.get('path').attributes('d')
    door.alerts.applyAlert(raised('reload.failing:s-1', 'CRITICAL'))
    const about = { severity: 'CRITICAL', since: 1, at: 1, sessionId: null, title: null } as const
    door.own.raise({ ...about, id: 'stream.disconnected', code: 'DH_ALERT_001' })
    // The server tells of the same cause: it is counted once.
    door.own.raise({ ...about, id: 'reload.failing:s-1', code: 'DH_ALERT_003' })
    await nextTick()
    expect(bell.attributes('data-count')).toBe('3')
    expect(bell.attributes('aria-label')).toBe('Alerts, 3 open, 2 critical')
    expect(bell.text()).toContain('2 critical')
    expect(bell.get('path').attributes('d')).not.toBe(shape)
  })

  it('is there for the panel’s own alerts where the server has none to give', async () => {
    door = createPanelDoor()
    door.offers.value = CORE_OFFERS
    const header = door.show(DashboardHeader)
    expect(header.find('[data-testid="dh-open-alerts"]').exists()).toBe(false)
    const about = { severity: 'CRITICAL', since: 1, at: 1, sessionId: null, title: null } as const
    door.own.raise({ ...about, id: 'stream.disconnected', code: 'DH_ALERT_001' })
    await nextTick()
    expect(header.get('[data-testid="dh-open-alerts"]').attributes('data-count')).toBe('1')
  })
})
