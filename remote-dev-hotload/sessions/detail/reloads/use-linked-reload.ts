import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Reload } from '../../../../contracts/index.ts'
import type { ReloadReach } from '../reload-store.ts'
import { nearestReload } from './reload-compare.ts'

export type LinkedReload = 'none' | 'seeking' | 'found' | 'missing' | 'failed'

export interface LinkedReloadDeps {
  readonly sequence: () => number | null
  /** Newest first. */
  readonly reloads: () => readonly Reload[]
  readonly reach: () => ReloadReach
  loadOlder(): void
  /** Brings a reload to the reader's eyes: the linked one, or the nearest when it is gone. */
  show(sequence: number): void
}

/** The reload that the address names: shown when it is known, looked for in older ones until it cannot be there. */
export function useLinkedReload({
  sequence,
  reloads,
  reach,
  loadOlder,
  show,
}: LinkedReloadDeps): Readonly<ShallowRef<LinkedReload>> {
  const state = shallowRef<LinkedReload>('none')

  function look(wanted: number | null): LinkedReload {
    if (wanted === null) return 'none'
    if (reloads().some((reload) => reload.sequence === wanted)) return 'found'
    const { state: known, older, hasOlder } = reach()
    if (known === 'failed' || older === 'failed') return 'failed'
    if (known === 'loading' || older === 'loading') return 'seeking'
    const oldest = reloads().at(-1)?.sequence ?? -Infinity
    if (!hasOlder || oldest < wanted) return 'missing'
    loadOlder()
    return 'seeking'
  }

  watch(
    [sequence, reloads, reach] as const,
    ([wanted], [before]) => {
      const next = look(wanted)
      const isNews = next !== state.value || wanted !== before
      state.value = next
      if (wanted === null || !isNews) return
      const target = next === 'missing' ? nearestReload(reloads(), wanted)?.sequence : wanted
      if ((next === 'found' || next === 'missing') && target !== undefined) show(target)
    },
    { immediate: true, flush: 'post' },
  )
  return state
}
