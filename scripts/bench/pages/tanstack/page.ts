import { createApp, shallowRef } from 'vue'
import { readBatches } from '../read-lines.ts'
import { newestRow, type StartViewer } from '../viewer.ts'
import VirtualList from './VirtualList.vue'

/** `useVirtualizer` with a fixed row height, as its documentation shows it. */
export const start: StartViewer = async (root, { retention }) => {
  const lines = shallowRef<readonly string[]>([])
  let received = 0
  createApp(VirtualList, { lines }).mount(root)
  await readBatches((batch) => {
    received += batch.length
    lines.value = [...lines.value, ...batch].slice(-retention)
  })
  const log = root.querySelector('.bench-log')!
  return {
    newest: () => newestRow(log, '.bench-line'),
    received: () => received,
    field: () => root.querySelector('input'),
    key: '#',
  }
}
