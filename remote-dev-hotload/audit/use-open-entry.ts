import { shallowRef, watch, type ShallowRef } from 'vue'
import type { AuditReach } from './audit-store.ts'

/** `bounded`: not among the pages that were looked through, and there are more. */
export type OpenEntry = 'none' | 'seeking' | 'found' | 'missing' | 'bounded' | 'failed'

/** Pages that are loaded to find a linked entry; older than that a person has to ask. */
export const MOST_PAGES = 10

export interface OpenEntryDeps {
  readonly auditId: () => string | null
  readonly isKnown: (auditId: string) => boolean
  readonly reach: () => AuditReach
  loadOlder(): void
  /** Brings it to the reader's eyes, once for each opening. */
  show(auditId: string): void
}

/** The entry that the address names: shown when it is known, looked for in older pages when it is not. */
export function useOpenEntry({
  auditId,
  isKnown,
  reach,
  loadOlder,
  show,
}: OpenEntryDeps): Readonly<ShallowRef<OpenEntry>> {
  const state = shallowRef<OpenEntry>('none')
  let pages = 0

  function look(id: string | null): OpenEntry {
    if (id === null) return 'none'
    if (isKnown(id)) return 'found'
    const { state: known, older, hasMore } = reach()
    if (known === 'failed' || older === 'failed') return 'failed'
    if (known === 'loading' || older === 'loading') return 'seeking'
    if (!hasMore) return 'missing'
    if (pages >= MOST_PAGES) return 'bounded'
    pages++
    loadOlder()
    return 'seeking'
  }

  watch(
    [auditId, () => isKnown(auditId() ?? ''), reach] as const,
    ([id], [before]) => {
      if (id !== before) pages = 0
      const next = look(id)
      if (next === 'found' && id !== null && (state.value !== 'found' || id !== before)) show(id)
      state.value = next
    },
    { immediate: true, flush: 'post' },
  )
  return state
}
