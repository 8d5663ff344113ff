import { createBenchHost } from '../ours/bench-host.ts'
import { fieldIn, mountPanel, until } from '../ours/mount-panel.ts'
import type { StartViewer } from '../viewer.ts'

/** The whole dashboard without an open session: table, figures, alerts, activity. */
export const start: StartViewer = async (root, { retention }) => {
  const host = createBenchHost(retention, '')
  const find = await mountPanel(root, host, { view: 'dashboard' })
  await until(() => find('dh-session-row'))
  return {
    newest: () => null,
    received: () => 0,
    field: () => fieldIn(find('dh-session-search')),
    key: 'e',
    home: () => host.navigation.push(host.navigation.basePath),
  }
}
