import { computed, onMounted, shallowRef, watch, type ShallowRef } from 'vue'
import { seqAtTime } from './engine/seq-at-time.ts'
import type { ScopeLog } from './log-book.ts'

/**
 * How the search for what a link names goes. `gone`: the line is neither here nor on the server any more.
 * `early`: the time is before the oldest line that could be loaded.
 */
export type LinkState = 'none' | 'seeking' | 'found' | 'gone' | 'early'

/** Older pages that are asked for to find one line; further back it is the export's job. */
const MOST_PAGES = 50

interface LinkedLineDeps {
  log: ScopeLog
  line: () => string | null
  /** A time, wall-clock ms; of no interest while a line is named. */
  at: () => number | null
  /** Moves with each draw. */
  version: ShallowRef<number>
  loadOlder: () => void
  /** The line is there: bring it into view. */
  show: (seq: number) => void
}

/** Brings what a link names into view as soon as it is there, and asks for older pages until it is. */
export function useLinkedLine({ log, line, at, version, loadOlder, show }: LinkedLineDeps): {
  readonly state: ShallowRef<LinkState>
  readonly seq: ShallowRef<number | null>
} {
  const state = shallowRef<LinkState>('none')
  const seq = shallowRef<number | null>(null)
  let pages = 0
  /** Rows at and after this one have been looked through. */
  let lookedFrom = Infinity

  function settle(found: LinkState, row: number | null): void {
    state.value = found
    seq.value = row
    if (row !== null) show(row)
  }

  /** Null while it has not come up. */
  function findLine(wanted: string): number | null {
    const { buffer } = log
    for (let row = Math.min(lookedFrom, buffer.next) - 1; row >= buffer.first; row--) {
      const found = buffer.row(row)
      if (found?.kind === 'line' && found.entry.logId === wanted) return row
    }
    // Lines may still come in between what is there and the history that is on its way.
    lookedFrom = log.history === 'loading' ? Infinity : buffer.first
    return null
  }

  /** Whether there is more to come before what is here; asks for it. */
  function waits(): boolean {
    if (log.history === 'loading' || log.older === 'loading') return true
    if (log.history !== 'loaded' || !log.hasOlder || log.older !== 'idle' || pages >= MOST_PAGES) return false
    pages++
    loadOlder()
    return true
  }

  /** The first row of then, or the last one before when nothing has been said since. */
  function seekTime(wanted: number): void {
    const { buffer } = log
    const found = seqAtTime(buffer.segments(), wanted)
    // With rows of before it nothing older can be the first one at or after it.
    const isSure = log.history !== 'loading' && (found === null ? buffer.next : found) > buffer.first
    if (!isSure && waits()) return
    const row = found ?? (buffer.next > buffer.first ? buffer.next - 1 : null)
    settle(!isSure && log.hasOlder ? 'early' : 'found', row)
  }

  function seek(): void {
    const [wanted, time] = [line(), at()]
    if (state.value !== 'seeking') return
    if (wanted === null) return time === null ? undefined : seekTime(time)
    const found = findLine(wanted)
    if (found !== null) settle('found', found)
    else if (!waits()) settle('gone', null)
  }

  watch(
    [line, at],
    ([wanted, time]) => {
      state.value = wanted === null && time === null ? 'none' : 'seeking'
      seq.value = null
      pages = 0
      lookedFrom = Infinity
    },
    { immediate: true },
  )
  // Not before: the line may be there already, and a list that is not drawn yet cannot show it.
  onMounted(seek)
  watch([line, at], seek, { flush: 'post' })
  watch(
    computed(() => (state.value === 'seeking' ? version.value : -1)),
    seek,
    { flush: 'post' },
  )
  return { state, seq }
}
