import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import type { FakePanel } from '../../stories/fake-panel.ts'
import { orders, reloads } from '../../stories/samples.ts'
import { scene } from '../../stories/scene.ts'
import ReloadList from './ReloadList.vue'

export default { title: 'Reloads' } satisfies Meta

const id = orders.sessionId
const shown = (given: (panel: FakePanel) => void, path = `/dev-hotload/sessions/${id}/reloads`) =>
  scene({
    height: 420,
    path,
    given(panel) {
      panel.stores.sessions.applySession(orders)
      panel.stores.sessions.select(id)
      panel.stores.reloads.open(id)
      given(panel)
    },
    show: () => h(ReloadList),
  })

export const FirstLoad = shown(() => {})
export const EmptyNothingEver = shown(({ stores }) => stores.reloads.applyHistory(id, []))
export const Timeline = shown(({ stores }) => stores.reloads.applyHistory(id, reloads))

export const FailedOneOpen = shown(
  ({ stores }) => stores.reloads.applyHistory(id, reloads),
  `/dev-hotload/sessions/${id}/reloads/6`,
)

export const LoadingOlder = shown(({ stores }) => {
  stores.reloads.applyHistory(id, reloads, reloads.length)
  stores.reloads.askOlder(id)
})

export const NotLoaded = shown(({ stores }) => stores.reloads.failed(id, 'DH_API_001'))
