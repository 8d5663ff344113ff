import { createAlertWatch } from './alerts/alert-watch.ts'
import { createSearchWatch } from './ours/search-watch.ts'
import { createProbe } from './probe.ts'
import type { StartViewer, Viewer } from './viewer.ts'

const VIEWERS: Record<string, () => Promise<StartViewer>> = {
  ours: async () => (await import('./ours/page.ts')).start,
  'vue-naive': async () => (await import('./vue-naive/page.ts')).start,
  'vvs-recycle': async () => (await import('./vvs-recycle/page.ts')).start,
  tanstack: async () => (await import('./tanstack/page.ts')).start,
  patternfly: async () => (await import('./patternfly/page.ts')).start,
  lazylog: async () => (await import('./lazylog/page.ts')).start,
  xterm: async () => (await import('./xterm/page.ts')).start,
  'alerts-inbox': async () => (await import('./alerts/inbox.ts')).start,
  mount: async () => (await import('./mount/page.ts')).start,
  'sessions-ours': async () => (await import('./sessions/ours.ts')).start,
  'sessions-plain-table': async () => (await import('./sessions/plain.ts')).start,
}

const nothing: Viewer = { newest: () => null, received: () => 0, field: () => null, key: '#' }

const query = new URLSearchParams(location.search)
const page = query.get('page') ?? 'empty'
const root = document.querySelector<HTMLElement>('#app')!

async function start(): Promise<Viewer> {
  const load = VIEWERS[page]
  if (load === undefined) return nothing
  return (await load())(root, { retention: Number(query.get('retention') ?? 50_000) })
}

const ready = start()
window.bench = createProbe(ready)
window.benchSearch = createSearchWatch()
window.benchAlerts = createAlertWatch()
ready.catch(reportError)
