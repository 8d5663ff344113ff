import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import type { Alert, DiagnosticCode } from '../../contracts/index.ts'
import { keyOfAlert, withRecord, type AlertGroup } from './alert-group.ts'

/** How much of the server's alerts is known. `isWhole` is false when it may have older ones than it told. */
export type AlertReach =
  | { readonly kind: 'unasked' | 'loading' }
  | { readonly kind: 'ready'; readonly isWhole: boolean }
  | { readonly kind: 'failed'; readonly code: DiagnosticCode }

/** A question on its way: what the stream tells meanwhile is newer than its answer. */
export interface AlertQuestion {
  readonly told: number
  readonly state: string | null
}

/** Entries kept; the ones that were heard of first go. */
const MOST_KEPT = 10_000

/** The alerts of the tenant; equal ones are one record with a count. */
export const useAlertStore = defineStore('dev-hotload/alerts', () => {
  const groups = shallowReactive(new Map<string, AlertGroup>())
  const reach = shallowRef<AlertReach>({ kind: 'unasked' })
  let told = 0
  let latest: AlertQuestion | null = null

  const newestFirst = computed(() => [...groups.values()].sort((a, b) => b.at - a.at).map(({ alert }) => alert))
  const open = computed(() => newestFirst.value.filter((alert) => alert.state === 'OPEN'))

  function take(alert: Alert): void {
    const key = keyOfAlert(alert)
    groups.set(key, withRecord(groups.get(key), alert, told))
    if (groups.size <= MOST_KEPT) return
    groups.delete(groups.keys().next().value!)
    if (reach.value.kind === 'ready' && reach.value.isWhole) reach.value = { kind: 'ready', isWhole: false }
  }

  /** Told by the stream: newer than any answer that is on its way. */
  function applyAlert(alert: Alert): void {
    told++
    take(alert)
  }

  /** To be called before a question is sent; its answer is applied with it. */
  const question = (state: string | null = null): AlertQuestion => ({ told, state })

  function isOvertaken(alert: Alert, { told: known }: AlertQuestion): boolean {
    return (groups.get(keyOfAlert(alert))?.told ?? 0) > known
  }

  /** The newest few as they come with the list, or the one that an act was about: others stay. */
  function applySnapshot(alerts: readonly Alert[], asked = question()): void {
    for (const alert of alerts) if (!isOvertaken(alert, asked)) take(alert)
  }

  /** All of them are asked for, or all in a state. */
  function ask(state: string | null = null): AlertQuestion {
    const isKnown = reach.value.kind === 'ready' && (latest?.state === state || latest?.state === null)
    latest = question(state)
    if (!isKnown) reach.value = { kind: 'loading' }
    return latest
  }

  /** All that there are: what the server no longer names is gone. Not so when its answer was full. */
  function applyAll(alerts: readonly Alert[], asked = question(), isWhole = true): void {
    const named = new Set(alerts.map(keyOfAlert))
    for (const [key, { alert, told: at }] of groups) {
      const isMeant = isWhole && (asked.state === null || alert.state === asked.state)
      if (isMeant && at <= asked.told && !named.has(key)) groups.delete(key)
    }
    applySnapshot(alerts, asked)
    if (asked === latest || latest === null) reach.value = { kind: 'ready', isWhole }
  }

  function failed(code: DiagnosticCode, asked: AlertQuestion): void {
    if (asked === latest) reach.value = { kind: 'failed', code }
  }

  function clear(): void {
    groups.clear()
    latest = null
    reach.value = { kind: 'unasked' }
  }

  /** The record that is shown, not one that a newer one stands for. */
  const byId = (alertId: string): Alert | null => newestFirst.value.find((alert) => alert.alertId === alertId) ?? null

  return { newestFirst, open, reach, byId, question, ask, failed, applySnapshot, applyAll, applyAlert, clear }
})

export type AlertStore = ReturnType<typeof useAlertStore>
