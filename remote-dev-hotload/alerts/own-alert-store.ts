import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import type { DiagnosticCode } from '../../contracts/index.ts'

/** An alert of the panel itself, about what no server can know or tell. Times are wall-clock ms. */
export interface OwnAlert {
  /** One for each cause, e.g. `stream.disconnected` or `reload.failing:<sessionId>`. */
  readonly id: string
  readonly code: DiagnosticCode
  readonly severity: 'WARNING' | 'CRITICAL'
  readonly state: 'OPEN' | 'ACKNOWLEDGED'
  readonly since: number
  readonly lastAt: number
  readonly count: number
  readonly sessionId: string | null
  /** What the session is called; null for an alert about the panel itself. */
  readonly title: string | null
}

export type NewOwnAlert = Pick<OwnAlert, 'id' | 'code' | 'severity' | 'since' | 'sessionId' | 'title'> & {
  readonly at: number
  /** How often it has happened; one more than before when left out. */
  readonly count?: number
}

/** What the panel itself has to warn of; what is over is gone. */
export const useOwnAlertStore = defineStore('dev-hotload/own-alerts', () => {
  const alerts = shallowReactive(new Map<string, OwnAlert>())
  const newestFirst = computed(() => [...alerts.values()].sort((a, b) => b.lastAt - a.lastAt))

  /** Raised again while it lasts, it only counts: who has acknowledged it is not bothered anew. */
  function raise({ at, count, ...alert }: NewOwnAlert): void {
    const known = alerts.get(alert.id)
    alerts.set(alert.id, {
      ...alert,
      since: known?.since ?? alert.since,
      state: known?.state ?? 'OPEN',
      lastAt: at,
      count: count ?? (known?.count ?? 0) + 1,
    })
  }

  function acknowledge(id: string): void {
    const known = alerts.get(id)
    if (known) alerts.set(id, { ...known, state: 'ACKNOWLEDGED' })
  }

  return {
    newestFirst,
    byId: (id: string): OwnAlert | null => alerts.get(id) ?? null,
    raise,
    acknowledge,
    resolve: (id: string) => void alerts.delete(id),
    clear: () => alerts.clear(),
  }
})

export type OwnAlertStore = ReturnType<typeof useOwnAlertStore>
