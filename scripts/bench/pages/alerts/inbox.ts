import { createBenchHost } from '../ours/bench-host.ts'
import { mountPanel, until } from '../ours/mount-panel.ts'
import type { StartViewer } from '../viewer.ts'

/** The panel with the alerts of the tenant in front. */
export const start: StartViewer = async (root, { retention }) => {
  const find = await mountPanel(root, createBenchHost(retention, '/alerts'), { view: 'dashboard' })
  await until(() => find('dh-alert'))
  return { newest: () => null, received: () => 0, field: () => null, key: '#' }
}
