import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { testSession } from '../tests/test-session.ts'
import { createPanelDoor, type PanelDoor } from './keys/testing/panel-door.ts'
import SessionView from './SessionView.vue'

const crm = testSession('s-1', { pluginName: 'crm-plugin', status: 'TERMINATED', terminationNote: 'by its owner' })
const STUBS = {
  SessionHeader: true,
  SessionDetails: true,
  ReloadList: true,
  AlertList: true,
  ActivityList: { template: '<i data-testid="activity-of-it" />' },
  LogStreamPanel: true,
  MetricsWidgets: true,
  CandidateButton: true,
}

let door: PanelDoor
beforeEach(() => {
  door = createPanelDoor()
})
afterEach(() => door.close())

const unread = () => door.sessions.unreadErrors('s-1')
const log = (errors: number) => door.sessions.applyErrors('s-1', errors)

function open(session: typeof crm | null = crm) {
  if (session) door.list([session])
  door.go({ sessionId: 's-1', tab: door.place.value.tab }, 'push')
  return door.show(SessionView, { sessionId: 's-1', session }, STUBS)
}

describe('the errors of the open session', () => {
  it('are read while the log is in front: those that were there and those that come', () => {
    door.list([crm])
    log(3)
    open()
    expect(unread()).toBe(0)
    log(1)
    expect(unread()).toBe(0)
  })

  it('are counted on the tab while another one is in front, and read once the log is', async () => {
    door.go({ tab: 'details' }, 'push')
    const view = open()
    log(4)
    await nextTick()
    expect(view.get('[data-testid="dh-tab-logs"]').text()).toContain('4')
    door.go({ tab: 'logs' }, 'push')
    await nextTick()
    expect(unread()).toBe(0)
  })

  it('are not read behind another tab of the browser, before the session is there, or after it was left', async () => {
    const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    const view = open()
    log(2)
    expect(unread()).toBe(2)
    seen.mockReturnValue('visible')
    document.dispatchEvent(new Event('visibilitychange'))
    await nextTick()
    expect(unread()).toBe(0)
    await view.setProps({ session: null })
    log(5)
    expect(unread()).toBe(5)
    await view.setProps({ session: crm })
    expect(unread()).toBe(0)
    view.unmount()
    log(1)
    expect(unread()).toBe(1)
  })
})

describe('a session that the server does not know', () => {
  it('says so, with a way back and a way to what was done to it', async () => {
    const view = open(null)
    expect(view.find('[data-testid="dh-session-gone"]').exists()).toBe(false)
    door.sessions.selectedIsMissing('s-1')
    await flushPromises()
    const gone = view.get('[data-testid="dh-session-gone"]')
    expect(gone.text()).toContain('The server does not know this session any more.')
    expect(gone.text()).toContain('s-1')
    expect(gone.find('dl').exists()).toBe(false)
    await gone.get('[data-testid="dh-gone-activity"]').trigger('click')
    expect(view.find('[data-testid="activity-of-it"]').exists()).toBe(true)
    await gone.findAll('button').at(-1)!.trigger('click')
    expect(door.open).toHaveBeenCalledWith(null)
  })

  it('is shown as it was last known, as far as it is', async () => {
    door.go({ sessionId: 's-1' }, 'push')
    door.sessions.selectedIsMissing('s-1')
    const view = open(null)
    door.go({ sessionId: 's-1' }, 'push')
    door.sessions.selectedIsMissing('s-1')
    await view.setProps({ session: crm })
    for (const words of ['crm-plugin', 'Uma', 'Ended', 'by its owner'])
      expect(view.get('[data-testid="dh-session-gone"]').text()).toContain(words)
  })

  it('is there after all when a newer list names it', async () => {
    const view = open(null)
    door.sessions.selectedIsMissing('s-1')
    door.list([crm])
    await view.setProps({ session: crm })
    expect(view.find('[data-testid="dh-session-gone"]').exists()).toBe(false)
    expect(view.find('[data-testid="dh-tab-logs"]').exists()).toBe(true)
  })
})
