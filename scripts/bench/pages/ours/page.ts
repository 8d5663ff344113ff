import { SESSION_ID } from '../../server/identity.ts'
import { newestRow, type StartViewer } from '../viewer.ts'
import { createBenchHost } from './bench-host.ts'
import { fieldIn, mountPanel, until } from './mount-panel.ts'

/** The panel with the log of the contract's example session in front. */
export const start: StartViewer = async (root, { retention }) => {
  // Nobody could answer the browser's question where to save; an export goes to the downloads instead.
  Object.defineProperty(window, 'showSaveFilePicker', { value: undefined })
  const host = createBenchHost(retention, `/sessions/${SESSION_ID}/logs`)
  const find = await mountPanel(root, host, { view: 'dashboard', sessionId: SESSION_ID })
  const log = await until(() => find('dh-log'))
  await until(() => find('dh-log-total'))
  return {
    newest: () => newestRow(log.isConnected ? log : (find('dh-log') ?? log), '[data-testid="dh-log-row"]'),
    received() {
      const { total, dropped } = find('dh-log-total')?.dataset ?? {}
      return Number(total ?? 0) + Number(dropped ?? 0)
    },
    field: () => fieldIn(find('dh-log-search')),
    key: '#',
  }
}
