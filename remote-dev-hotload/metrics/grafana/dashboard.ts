/** One panel of the dashboard, as it is embedded. */
export interface GrafanaPanel {
  /** Of the panel in the dashboard. */
  readonly id: number
  /** Of its text, below `metrics.grafana.panel`. */
  readonly name: 'activeSessions' | 'logThroughput' | 'terminateLatency'
  /** Means something for one session too. */
  readonly perSession: boolean
}

/**
 * `PowerX/Admin Dev Hotload`, shipped as docs/observability/admin-dev-hotload.json; a test compares the two. Grafana
 * finds it by `uid`; `slug` is for the reader of the address.
 */
export const GRAFANA_DASHBOARD = {
  uid: 'powerx-admin-dev-hotload',
  slug: 'admin-dev-hotload',
  tenantVariable: 'tenant',
  sessionVariable: 'session',
  panels: [
    { id: 1, name: 'activeSessions', perSession: false },
    { id: 2, name: 'logThroughput', perSession: true },
    { id: 3, name: 'terminateLatency', perSession: true },
  ],
} as const satisfies Readonly<{ panels: readonly GrafanaPanel[] } & Record<string, unknown>>

/** The panels that are embedded for one session, or with `null` for the tenant. */
export const panelsFor = (sessionId: string | null): readonly GrafanaPanel[] =>
  GRAFANA_DASHBOARD.panels.filter(({ perSession }) => sessionId === null || perSession)
