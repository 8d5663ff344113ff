import { defineStore } from 'pinia'
import { shallowReactive, shallowRef } from 'vue'
import type { DiagnosticCode, Metrics, MetricsPatch } from '../../contracts/index.ts'
import { mergePoints } from './merge-points.ts'
import { DEFAULT_WINDOW_MS } from './windows.ts'

export interface ScopeMetrics {
  readonly metrics: Metrics | null
  /** The window that its figures are of, ms; its series reach twice as far. */
  readonly windowMs: number
  /** When its series were worked out, RFC 3339; its figures may be newer. */
  readonly seriesAt: string
  /** Set while the newest answer failed; the last good figures stay. */
  readonly problem: DiagnosticCode | null
}

const nothing: ScopeMetrics = { metrics: null, windowMs: DEFAULT_WINDOW_MS, seriesAt: '', problem: null }

/** The metrics of each scope that is looked at: a session's by its id, the tenant's under null. */
export const useMetricsStore = defineStore('dev-hotload/metrics', () => {
  const scopes = shallowReactive(new Map<string | null, ScopeMetrics>())
  const windowMs = shallowRef(DEFAULT_WINDOW_MS)
  const of = (sessionId: string | null): ScopeMetrics => scopes.get(sessionId) ?? nothing

  function applySnapshot(sessionId: string | null, metrics: Metrics, ofWindow = DEFAULT_WINDOW_MS): void {
    scopes.set(sessionId, { metrics, windowMs: ofWindow, seriesAt: metrics.generatedAt, problem: null })
  }

  /** Figures from the stream. Those of a window are of the usual one; beside another one they would be told wrongly. */
  function applyPatch(sessionId: string | null, patch: MetricsPatch): void {
    const known = of(sessionId)
    if (!known.metrics) return
    const { series = [], ...figures } = patch
    const isSameWindow = known.windowMs === DEFAULT_WINDOW_MS
    const metrics = { ...known.metrics, ...(isSameWindow ? figures : withoutWindowed(figures)) }
    // The series stay the very same ones when nothing is new in them: charts are drawn anew only for something.
    if (!isSameWindow || series.length === 0) return void scopes.set(sessionId, { ...known, metrics })
    const merged = { ...metrics, series: mergePoints(metrics.series, series) }
    scopes.set(sessionId, { ...known, metrics: merged, seriesAt: metrics.generatedAt })
  }

  function failed(sessionId: string | null, problem: DiagnosticCode): void {
    scopes.set(sessionId, { ...of(sessionId), problem })
  }

  return {
    /** How far back the trends look; what is shown follows with its own answer. */
    windowMs,
    setWindow: (ms: number) => void (windowMs.value = ms),
    of,
    applySnapshot,
    applyPatch,
    failed,
    forget: (id: string | null) => void scopes.delete(id),
    clear: () => scopes.clear(),
  }
})

function withoutWindowed(patch: Omit<MetricsPatch, 'series'>): Omit<MetricsPatch, 'series'> {
  const {
    reloadLatencyP50Ms: _p50,
    reloadLatencyP95Ms: _p95,
    reloadSuccessRate: _success,
    terminateLatencyP95Ms: _terminate,
    ...momentary
  } = patch
  return momentary
}

export type MetricsStore = ReturnType<typeof useMetricsStore>
