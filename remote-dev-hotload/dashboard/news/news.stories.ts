import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import { NOW } from '../../stories/now.ts'
import { orders } from '../../stories/samples.ts'
import { scene } from '../../stories/scene.ts'
import NotesSetting from '../NotesSetting.vue'
import OwnBanners from './OwnBanners.vue'

export default { title: 'Panel/News' } satisfies Meta

const at = { since: NOW - 61_000, at: NOW, count: 3 }
const panels = { ...at, severity: 'CRITICAL', sessionId: null, title: null } as const
const ofSession = { ...at, sessionId: orders.sessionId, title: orders.pluginName }

/** Each in its place: above the panes, for as long as it lasts. */
export const Banners = scene({
  height: 200,
  path: `/dev-hotload/sessions/${orders.sessionId}/logs`,
  show: () => h(OwnBanners),
  given({ stores }) {
    stores.ownAlerts.raise({ ...panels, id: 'stream.disconnected', code: 'DH_ALERT_001' })
    stores.ownAlerts.raise({ ...panels, id: 'terminate.failing', code: 'DH_ALERT_002' })
    stores.ownAlerts.raise({ ...ofSession, id: 'reload.failing:x', code: 'DH_ALERT_003', severity: 'CRITICAL' })
    stores.ownAlerts.raise({ ...ofSession, id: 'expiry.near:x', code: 'DH_ALERT_004', severity: 'WARNING' })
  },
})
export const Notifications = scene({ height: 140, show: () => h(NotesSetting) })
