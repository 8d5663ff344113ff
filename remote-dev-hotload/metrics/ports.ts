import { inject, type InjectionKey, type Ref } from 'vue'
import type { ServerOffers } from '../../contracts/index.ts'
import type { Clock } from '../kernel/index.ts'
import type { MetricsStore } from './metrics-store.ts'

/** Something that happened at a time, ms. */
export interface MetricMark {
  readonly at: number
  readonly kind: 'reload' | 'reload-failed' | 'alert'
  readonly label: string
}

/** What the metrics views may ask for. */
export interface MetricsPort {
  /** What this server can be asked for; known for sure a moment after the panel opens. */
  readonly offers: Readonly<Ref<ServerOffers>>
  readonly metrics: MetricsStore
  /** Tells whether old figures are from another day; without it they are always dated. */
  readonly clock?: Pick<Clock, 'now'>
  readonly theme: Readonly<Ref<'light' | 'dark'>>
  /** Keeps the figures of a scope fresh while somebody looks; the returned function ends it. */
  watch(sessionId: string | null): () => void
  retry(sessionId: string | null): void
  /** How far back the trends look, ms. */
  readonly windowMs: Readonly<Ref<number>>
  setWindow(ms: number): void
  /** What happened meanwhile, for the time axis; oldest first. */
  marksOf(sessionId: string | null): readonly MetricMark[]
  /** The log as it was then; of a session only. */
  openLogAt(sessionId: string, atMs: number): void
  /** Has the figures worked out anew, and asks for them. */
  refresh(sessionId: string | null): void
  readonly grafanaUrl: string | null
  /** Whose figures these are, for Grafana's own filter; without it the dashboard shows every tenant that it may. */
  readonly tenantId?: () => string | null
}

export const MetricsKey: InjectionKey<MetricsPort> = Symbol('dev-hotload metrics')

export function useMetrics(): MetricsPort {
  const port = inject(MetricsKey)
  if (!port) throw new Error('Render metric views inside a Dev Hotload door.')
  return port
}
