import { createApp, ref } from 'vue'
import { readBatches } from '../read-lines.ts'
import { newestRow, type StartViewer } from '../viewer.ts'
import RecycleList, { type Line } from './RecycleList.vue'

/** `RecycleScroller` with objects that have a key, as its documentation shows it. */
export const start: StartViewer = async (root, { retention }) => {
  const lines = ref<Line[]>([])
  let received = 0
  createApp(RecycleList, { lines: lines.value }).mount(root)
  await readBatches((batch) => {
    lines.value.push(...batch.map((text) => ({ id: ++received, text })))
    if (lines.value.length > retention) lines.value.splice(0, lines.value.length - retention)
  })
  const log = root.querySelector('.bench-log')!
  return {
    newest: () => newestRow(log, '.bench-line'),
    received: () => received,
    field: () => root.querySelector('input'),
    key: '#',
  }
}
