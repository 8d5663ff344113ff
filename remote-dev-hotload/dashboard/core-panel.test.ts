import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CORE_OFFERS, GATEWAY_OFFERS } from '../../contracts/index.ts'
import { testReload } from '../sessions/detail/testing/test-reload.ts'
import { testSession } from '../tests/test-session.ts'
import DashboardHeader from './DashboardHeader.vue'
import GoneSession from './GoneSession.vue'
import KeyHelp from './keys/KeyHelp.vue'
import { createPanelDoor, type PanelDoor } from './keys/testing/panel-door.ts'
import Palette from './palette/Palette.vue'
import SessionView from './SessionView.vue'
import SettingsDialog from './SettingsDialog.vue'

let door: PanelDoor
const crm = testSession('s-1', { pluginName: 'crm-plugin', allowedActions: ['TERMINATE'] })
beforeEach(() => {
  door = createPanelDoor()
  door.offers.value = CORE_OFFERS
})
afterEach(() => door.close())

const STUBS = {
  SessionHeader: true,
  SessionDetails: true,
  ReloadList: true,
  AlertList: true,
  ActivityList: true,
  LogStreamPanel: true,
  MetricsWidgets: true,
  CandidateButton: true,
}

describe('the mark of the server', () => {
  it('is there for PowerX Core only, with what is missing and where it is instead', async () => {
    const header = door.show(DashboardHeader)
    const mark = header.get('[data-testid="dh-server-profile"]')
    expect(mark.text()).toBe('PowerX Core: sessions only')
    const box = header.get(`[id="${mark.attributes('popovertarget')}"]`)
    box.element.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState: 'open' }))
    await flushPromises()
    expect(box.findAll('[data-part]').map((part) => part.attributes('data-part'))).toEqual([
      ...['logs', 'reloads', 'reloadCommand', 'metrics', 'alerts', 'audit', 'startedAt', 'heartbeats'],
    ])
    expect(box.text()).not.toContain('offers.')
    expect(box.text()).toContain('in the terminal of px-plugin dev')
    door.offers.value = GATEWAY_OFFERS
    await flushPromises()
    expect(header.find('[data-testid="dh-server-profile"]').exists()).toBe(false)
  })

  it('stands in a header without the ways to rooms that have nothing to show', () => {
    const header = door.show(DashboardHeader)
    for (const id of ['dh-open-alerts', 'dh-open-activity'])
      expect(header.find(`[data-testid="${id}"]`).exists()).toBe(false)
  })
})

describe('the open session', () => {
  function open(tab: 'details' | 'reloads' | 'logs') {
    door.list([crm])
    door.go({ sessionId: 's-1', tab }, 'push')
    return door.show(SessionView, { sessionId: 's-1', session: crm }, STUBS)
  }

  it('keeps all its tabs for links, and counts on them only what is known', async () => {
    const view = open('details')
    door.sessions.applyErrors('s-1', 4)
    door.heard('s-1', testReload(7))
    await flushPromises()
    const tabs = view.findAll('[role="tab"]').map((tab) => tab.text())
    expect(tabs).toEqual(['Logs', 'Reloads1', 'Metrics', 'Alerts', 'Details', 'Activity'])
  })

  it('says in the place of the candidate report why there is none', async () => {
    const view = open('details')
    await flushPromises()
    const note = view.get('[data-testid="dh-unsupported"]')
    expect(note.attributes('data-feature')).toBe('candidate')
    expect(note.text()).toContain('needs logs, alerts and an audit record')
    expect(view.find('candidate-button-stub').exists()).toBe(false)
  })

  it('that is gone offers no record of what was done to it', () => {
    const gone = door.show(GoneSession, { sessionId: 's-1', session: crm })
    expect(gone.find('[data-testid="dh-gone-activity"]').exists()).toBe(false)
    expect(gone.text()).toContain('worked out: this server does not tell it')
  })
})

describe('the palette', () => {
  it('says why something cannot be chosen, and which views have nothing to show', async () => {
    door.list([crm])
    door.go({ sessionId: 's-1' }, 'push')
    const palette = door.show(Palette, { recent: [] })
    const find = async (query: string, id: string) => {
      await palette.get('[data-testid="dh-palette-input"]').setValue(query)
      return palette.get(`[data-id="${id}"]`)
    }
    const reload = await find('reload', 'reload:s-1')
    expect(reload.attributes('aria-disabled')).toBe('true')
    expect(reload.text()).toContain('This server takes no reload requests.')
    expect((await find('late heartbeat', 'act:stale')).text()).toContain('This server tells no heartbeats')
    expect((await find('logs', 'tab:logs')).text()).toContain('not offered by this server')
    expect((await find('all alerts', 'room:alerts')).text()).toContain('not offered by this server')
    expect((await find('details', 'tab:details')).text()).not.toContain('not offered')
    expect((await find('terminate', 'terminate:s-1')).attributes('aria-disabled')).toBeUndefined()
  })
})

describe('the dialogs of the panel', () => {
  it('list no key that does nothing here', () => {
    const help = door.show(KeyHelp, { singleKeys: true })
    expect(help.findAll('[data-group]').map((group) => group.attributes('data-group'))).toEqual([
      ...['keys.panel', 'keys.list', 'keys.session', 'keys.dialog'],
    ])
    expect(help.text()).not.toContain('Reload')
    expect(help.text()).toContain('Terminate')
  })

  it('do not offer to keep lines that never come', () => {
    const settings = door.show(SettingsDialog)
    expect(settings.find('[data-testid="dh-settings-keep-logs"]').exists()).toBe(false)
    expect(settings.find('[data-testid="dh-settings-forget"]').exists()).toBe(true)
  })
})
