import { createApp } from 'vue'
import type { StartViewer } from '../viewer.ts'
import PlainTable from './PlainTable.vue'
import { readSessionEvents } from './read-sessions.ts'
import { createSessionTable } from './session-table.ts'

/** A reactive map and a `v-for`: what one writes first, with the test ids of the panel so that one driver drives both. */
export const start: StartViewer = async (root) => {
  const table = createSessionTable()
  await table.ask()
  const shadow = root.appendChild(document.createElement('div')).attachShadow({ mode: 'open' })
  createApp(PlainTable, { table }).mount(shadow.appendChild(document.createElement('div')))
  await readSessionEvents(table.apply)
  return {
    newest: () => null,
    received: () => 0,
    field: () => shadow.querySelector('input[type="search"]'),
    key: 'e',
    home: () => void table.change({ filter: {}, orderBy: null, offset: 0 }),
  }
}
