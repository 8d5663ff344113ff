import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { DiagnosticCode, Metrics, MetricsPatch } from '../../contracts/index.ts'

export interface ScopeMetrics {
  readonly metrics: Metrics | null
  /** Set while the newest answer failed; the last good figures stay. */
  readonly problem: DiagnosticCode | null
}

const nothing: ScopeMetrics = { metrics: null, problem: null }

/** The metrics of each scope that is looked at: a session's by its id, the tenant's under null. */
export const useMetricsStore = defineStore('dev-hotload/metrics', () => {
  const scopes = shallowReactive(new Map<string | null, ScopeMetrics>())
  const of = (sessionId: string | null): ScopeMetrics => scopes.get(sessionId) ?? nothing

  function applySnapshot(sessionId: string | null, metrics: Metrics): void {
    scopes.set(sessionId, { metrics, problem: null })
  }

  /** Figures from the stream change the tiles; the series keep their own step and wait for the next snapshot. */
  function applyPatch(sessionId: string | null, patch: MetricsPatch): void {
    const { metrics, problem } = of(sessionId)
    if (!metrics) return
    const { series: _series, ...figures } = patch
    scopes.set(sessionId, { metrics: { ...metrics, ...figures }, problem })
  }

  function failed(sessionId: string | null, problem: DiagnosticCode): void {
    scopes.set(sessionId, { ...of(sessionId), problem })
  }

  return {
    of,
    applySnapshot,
    applyPatch,
    failed,
    forget: (id: string | null) => void scopes.delete(id),
    clear: () => scopes.clear(),
  }
})

export type MetricsStore = ReturnType<typeof useMetricsStore>
