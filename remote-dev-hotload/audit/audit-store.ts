import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import type { AuditEntry, DiagnosticCode } from '../../contracts/index.ts'

/** Entries kept; older ones are the server's. */
const MOST = 500

/** Who did what, newest first. */
export const useAuditStore = defineStore('dev-hotload/audit', () => {
  const byId = shallowReactive(new Map<string, AuditEntry>())
  const problem = shallowRef<DiagnosticCode | null>(null)
  const newestFirst = computed(() => [...byId.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)))

  function applyHistory(entries: readonly AuditEntry[]): void {
    problem.value = null
    for (const entry of entries) byId.set(entry.auditId, entry)
  }

  function applyEntry(entry: AuditEntry): void {
    byId.set(entry.auditId, entry)
    const oldest = byId.size > MOST ? newestFirst.value.at(-1) : undefined
    if (oldest) byId.delete(oldest.auditId)
  }

  const failed = (code: DiagnosticCode): void => void (problem.value = code)

  return { newestFirst, problem, applyHistory, applyEntry, failed, clear: () => byId.clear() }
})

export type AuditStore = ReturnType<typeof useAuditStore>
