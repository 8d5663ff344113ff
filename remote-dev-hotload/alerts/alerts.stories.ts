import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import { alerts } from '../stories/samples.ts'
import { scene } from '../stories/scene.ts'
import AlertList from './AlertList.vue'

export default { title: 'Alerts' } satisfies Meta

const show = () => h(AlertList, { sessionId: null })

export const NoAlerts = scene({ height: 200, show })
export const OfEverySeverity = scene({ height: 300, show, given: ({ stores }) => stores.alerts.applySnapshot(alerts) })
