import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import { NOW } from '../../stories/now.ts'
import { pageOf, sessions } from '../../stories/samples.ts'
import { scene } from '../../stories/scene.ts'
import type { AttentionStore } from './attention-store.ts'
import AttentionList from './AttentionList.vue'

export default { title: 'Attention' } satisfies Meta

const of = (...kinds: readonly number[]) => {
  const items = kinds.flatMap((at) => sessions[at] ?? [])
  return { items, totalCount: items.length }
}

const shown = (given: (attention: AttentionStore) => void, rows = sessions) =>
  scene({
    height: 420,
    given({ stores }) {
      stores.sessions.applySnapshot(pageOf(rows), NOW)
      given(stores.attention)
    },
    show: () => h(AttentionList),
  })

export const FirstLoad = shown(() => {}, [])
export const NobodyNeedsAnything = shown((store) => store.applyAnswers({ failed: of(), lost: of() }, NOW), [])
export const SomeNeedSomebody = shown((store) => store.applyAnswers({ failed: of(0), lost: of(3) }, NOW))

export const StaleData = shown((store) => {
  store.applyAnswers({ failed: of(0), lost: of(3) }, NOW - 95_000)
  store.askFailed('DH_API_001', 'req-77')
})

export const NotLoaded = shown((store) => store.askFailed('DH_API_002', 'req-77'), [])
