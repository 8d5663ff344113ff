import { computed, shallowRef, type Ref } from 'vue'
import { importChunk } from '../../kernel/index.ts'
import type { MetricsPort } from '../../metrics/index.ts'
import { startOfLog } from '../../logs/index.ts'
import { hasEnded } from '../../sessions/index.ts'
import type { DevHotload } from './create-dev-hotload.ts'
import type { marksOf as MarksOf } from './metrics-marks.ts'

/** What the metrics views may read and ask for. */
export function createMetricsPort(panel: DevHotload, theme: Readonly<Ref<string>>): MetricsPort {
  const { stores, lists, navigator, clock, offers } = panel
  const { metrics, sessions } = stores
  const marksOf = shallowRef<typeof MarksOf | null>(null)

  /** What happened is of interest beside figures only. Without it the charts have no signs; the next look asks again. */
  async function loadMarks(): Promise<void> {
    marksOf.value ??= await importChunk(async () => (await import('./metrics-marks.ts')).marksOf).catch(() => null)
  }

  return {
    offers,
    metrics,
    clock,
    theme: computed(() => (theme.value === 'dark' ? 'dark' : 'light')),
    watch(sessionId) {
      void loadMarks()
      return panel.metricsPoll.watch(sessionId)
    },
    retry: (sessionId) => void lists.metrics(sessionId),
    windowMs: computed(() => metrics.windowMs),
    setWindow(ms) {
      if (ms === metrics.windowMs) return
      metrics.setWindow(ms)
      panel.metricsPoll.again()
    },
    marksOf: (sessionId) => marksOf.value?.(stores, sessionId) ?? [],
    openLogAt: (sessionId, at) => navigator.go({ sessionId, tab: 'logs', log: { ...startOfLog, at } }, 'push'),
    refresh(sessionId) {
      const session = sessionId === null ? undefined : sessions.byId(sessionId)
      // The command asks for the figures when it is done. A session that has ended takes none.
      if (session && !hasEnded(session)) void panel.commands.send('refresh-metrics', session.sessionId, null)
      else void lists.metrics(sessionId)
    },
    grafanaUrl: panel.links.grafana,
    tenantId: () => panel.host.tenant.get()?.id ?? null,
  }
}
