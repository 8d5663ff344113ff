import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import type { FakePanel } from '../stories/fake-panel.ts'
import { activity } from '../stories/samples.ts'
import { scene } from '../stories/scene.ts'
import ActivityList from './ActivityList.vue'

export default { title: 'Activity' } satisfies Meta

const shown = (given: (panel: FakePanel) => void) =>
  scene({ height: 420, given, show: () => h(ActivityList, { sessionId: null }) })
const page = { sessionId: null, offset: 0, rejected: 0 }

export const FirstLoad = shown(() => {})
export const EmptyNothingEver = shown(({ stores }) => stores.audit.applyHistory({ ...page, items: [], totalCount: 0 }))
export const Entries = shown(({ stores }) => stores.audit.applyHistory({ ...page, items: activity, totalCount: 3 }))

export const LoadingOlder = shown(({ stores }) => {
  stores.audit.applyHistory({ ...page, items: activity, totalCount: 200 })
  stores.audit.askOlder(null)
})

export const OlderFailed = shown(({ stores }) => {
  stores.audit.applyHistory({ ...page, items: activity, totalCount: 200 })
  stores.audit.askOlder(null)
  stores.audit.failed('DH_API_001', null, 3)
})

export const StaleData = shown(({ stores }) => {
  stores.audit.applyHistory({ ...page, items: activity, totalCount: 3 })
  stores.audit.failed('DH_API_001')
})

export const NotLoaded = shown(({ stores }) => stores.audit.failed('DH_API_002'))
