import { createApp, ref } from 'vue'
import { readLines } from '../read-lines.ts'
import type { StartViewer } from '../viewer.ts'
import NaiveList from './NaiveList.vue'

/** A reactive array and a `v-for`: what one writes first. */
export const start: StartViewer = async (root, { retention }) => {
  const lines = ref<string[]>([])
  let received = 0
  createApp(NaiveList, { lines: lines.value }).mount(root)
  await readLines((line) => {
    received++
    lines.value.push(line)
    if (lines.value.length > retention) lines.value.splice(0, lines.value.length - retention)
  })
  return {
    // The list has tens of thousands of elements: a hit test would measure itself.
    newest: () => root.querySelector('.bench-log')?.lastElementChild?.textContent ?? null,
    received: () => received,
    field: () => root.querySelector('input'),
    key: '#',
  }
}
