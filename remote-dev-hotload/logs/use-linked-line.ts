import { computed, onMounted, shallowRef, watch, type ShallowRef } from 'vue'
import type { ScopeLog } from './log-book.ts'

/** How the search for the line of a link goes. `gone`: neither here nor on the server any more. */
export type LinkState = 'none' | 'seeking' | 'found' | 'gone'

/** Older pages that are asked for to find one line; further back it is the export's job. */
const MOST_PAGES = 50

interface LinkedLineDeps {
  log: ScopeLog
  line: () => string | null
  /** Moves with each draw. */
  version: ShallowRef<number>
  loadOlder: () => void
  /** The line is there: bring it into view. */
  show: (seq: number) => void
}

/** Brings the line of a link into view as soon as it is there, and asks for older pages until it is. */
export function useLinkedLine({ log, line, version, loadOlder, show }: LinkedLineDeps): {
  readonly state: ShallowRef<LinkState>
  readonly seq: ShallowRef<number | null>
} {
  const state = shallowRef<LinkState>('none')
  const seq = shallowRef<number | null>(null)
  let pages = 0
  /** Rows at and after this one have been looked through. */
  let lookedFrom = Infinity

  function seek(): void {
    const wanted = line()
    if (wanted === null || state.value !== 'seeking') return
    const { buffer } = log
    for (let at = Math.min(lookedFrom, buffer.next) - 1; at >= buffer.first; at--) {
      const row = buffer.row(at)
      if (row?.kind !== 'line' || row.entry.logId !== wanted) continue
      state.value = 'found'
      seq.value = at
      return show(at)
    }
    // Lines may still come in between what is there and the history that is on its way.
    lookedFrom = log.history === 'loading' ? Infinity : buffer.first
    if (log.history === 'loading' || log.older === 'loading') return
    if (log.history === 'loaded' && log.hasOlder && log.older === 'idle' && pages < MOST_PAGES) {
      pages++
      loadOlder()
    } else state.value = 'gone'
  }

  watch(
    line,
    (wanted) => {
      state.value = wanted === null ? 'none' : 'seeking'
      seq.value = null
      pages = 0
      lookedFrom = Infinity
    },
    { immediate: true },
  )
  // Not before: the line may be there already, and a list that is not drawn yet cannot show it.
  onMounted(seek)
  watch(line, seek, { flush: 'post' })
  watch(
    computed(() => (state.value === 'seeking' ? version.value : -1)),
    seek,
    { flush: 'post' },
  )
  return { state, seq }
}
