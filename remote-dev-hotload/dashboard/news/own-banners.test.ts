import { afterEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { createPanelDoor, type PanelDoor } from '../keys/testing/panel-door.ts'
import OwnBanners from './OwnBanners.vue'

let door: PanelDoor
afterEach(() => door.close())

it('one banner for each cause, about the panel or the open session, until it is over or acknowledged', async () => {
  door = createPanelDoor()
  const wrapper = door.show(OwnBanners)
  const codes = () => wrapper.findAll('[data-testid="dh-banner"]').map((banner) => banner.attributes('data-code'))
  const about = { severity: 'CRITICAL', since: 1, title: null } as const
  door.own.raise({ ...about, at: 1, id: 'stream.disconnected', code: 'DH_ALERT_001', sessionId: null })
  door.own.raise({ ...about, at: 2, id: 'terminate.failing', code: 'DH_ALERT_002', sessionId: null })
  door.own.raise({ ...about, at: 3, id: 'reload.failing:s-1', code: 'DH_ALERT_003', sessionId: 's-1' })
  await nextTick()
  expect(codes()).toEqual(['DH_ALERT_002', 'DH_ALERT_001'])
  expect(wrapper.text()).toContain('Critical')
  door.go({ sessionId: 's-1' }, 'push')
  await nextTick()
  expect(codes()).toEqual(['DH_ALERT_003', 'DH_ALERT_002', 'DH_ALERT_001'])
  door.own.acknowledge('terminate.failing')
  door.own.resolve('stream.disconnected')
  await nextTick()
  expect(codes()).toEqual(['DH_ALERT_003'])
})
