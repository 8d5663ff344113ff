import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import type { Alert } from '../../contracts/index.ts'

/** The alerts of the tenant; equal ones are one record with a count. */
export const useAlertStore = defineStore('dev-hotload/alerts', () => {
  const byId = shallowReactive(new Map<string, Alert>())
  const newestFirst = computed(() =>
    [...byId.values()].sort((a, b) => Date.parse(b.lastRaisedAt) - Date.parse(a.lastRaisedAt)),
  )
  const open = computed(() => newestFirst.value.filter((alert) => alert.state === 'OPEN'))

  /** The newest few, as they come with the list: older ones stay. */
  function applySnapshot(alerts: readonly Alert[]): void {
    for (const alert of alerts) byId.set(alert.alertId, alert)
  }

  /** All that there are: what the server no longer names is gone. */
  function applyAll(alerts: readonly Alert[]): void {
    byId.clear()
    applySnapshot(alerts)
  }

  const applyAlert = (alert: Alert): void => void byId.set(alert.alertId, alert)

  return { newestFirst, open, applySnapshot, applyAll, applyAlert, clear: () => byId.clear() }
})

export type AlertStore = ReturnType<typeof useAlertStore>
