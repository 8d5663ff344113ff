import type { Meta } from '@storybook/vue3-vite'
import { defineComponent, h } from 'vue'
import { NOW } from '../stories/now.ts'
import { part } from '../stories/part.ts'
import Boundary from './Boundary.vue'
import { createFaultNote } from './fault-note.ts'
import SlipNote from './SlipNote.vue'
import Empty from './Empty.vue'

export default { title: 'Parts/Boundary' } satisfies Meta

const Broken = defineComponent({
  name: 'MetricsWidgets',
  setup: () => () => {
    throw new TypeError('Only the kind of error is shown')
  },
})

export const PaneCrashed = part(() => h(Boundary, { now: () => NOW }, { default: () => h(Broken) }), 320)

/** The id would be another one in every picture. */
const note = { ...createFaultNote('DH_VIEW_002', new TypeError(), null, NOW), id: '5f3a09c1' }

export const HandlerFailed = part(() => [h(Empty, { title: 'Everything else works' }), h(SlipNote, { note })], 320)

export const NothingCrashed = part(
  () => h(Boundary, {}, { default: () => h(Empty, { title: 'Everything works' }) }),
  320,
)
