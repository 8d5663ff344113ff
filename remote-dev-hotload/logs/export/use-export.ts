import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { useLogs } from '../ports.ts'
import { endOfExport, type ExportState } from './export-state.ts'
import { runExport, type ExportDeps, type ExportWish } from './run-export.ts'
import { createSavePage } from './save-page.ts'
import { createBrowserPace } from './slices.ts'

export interface ExportControl {
  readonly state: Readonly<ShallowRef<ExportState>>
  /** Begins an export; one at a time. */
  start(wish: ExportWish): Promise<void>
  /** Goes on after `ready`. */
  go(): void
  /** Ends whatever is running: the count, the request, the writing. */
  cancel(): void
}

/** One export at a time, ended with the calling component. */
export function useExport(parts: Partial<Pick<ExportDeps, 'pace' | 'page'>> = {}): ExportControl {
  const { record, uuid, clock, noteExport } = useLogs()
  const pace = parts.pace ?? createBrowserPace()
  const page = parts.page ?? createSavePage(window, clock)
  const state = shallowRef<ExportState>({ kind: 'choosing' })
  let running: AbortController | null = null
  let press = () => {}

  const cancel = () => {
    running?.abort()
    press()
  }
  onScopeDispose(cancel)

  return {
    state,
    async start(wish) {
      if (running) return
      const own = new AbortController()
      running = own
      const show = (next: ExportState) => void (own.signal.aborted || (state.value = next))
      const waitForPress = () => new Promise<void>((resolve) => (press = resolve))
      try {
        const run = runExport(wish, { record, uuid, clock, pace, page }, own.signal, show, waitForPress)
        const [sessionId = null] = wish.sessionIds.length === 1 ? wish.sessionIds : []
        noteExport?.(sessionId, run.then(endOfExport))
        state.value = await run
      } finally {
        running = null
      }
    },
    go: () => press(),
    cancel,
  }
}
