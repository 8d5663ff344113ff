import { defineStore } from 'pinia'
import { readonly, shallowRef } from 'vue'
import type { DiagnosticCode, Reload } from '../../../contracts/index.ts'
import { inOrder, reloadKey } from '../reload-order.ts'
import { createHeardReloads } from './heard-reloads.ts'

/** Reloads of a page, unless the question named another number. */
const PAGE_SIZE = 50

/** How far the timeline of the open session is known. `code` says why the newest question had no answer. */
export interface ReloadReach {
  readonly state: 'loading' | 'ready' | 'failed'
  readonly code: DiagnosticCode | null
  /** Whether there are reloads before the oldest one that is known. */
  readonly hasOlder: boolean
  /** What became of the newest question for older ones. */
  readonly older: 'idle' | 'loading' | 'failed'
}

const UNKNOWN: ReloadReach = { state: 'loading', code: null, hasOlder: false, older: 'idle' }

/** The reloads of the session that is open, newest first. */
export const useReloadStore = defineStore('dev-hotload/reloads', () => {
  const sessionId = shallowRef<string | null>(null)
  const reloads = shallowRef<readonly Reload[]>([])
  const reach = shallowRef<ReloadReach>(UNKNOWN)
  const heard = createHeardReloads()

  const change = (patch: Partial<ReloadReach>) => void (reach.value = { ...reach.value, ...patch })
  const oldest = () => reloads.value.at(-1)?.sequence ?? Infinity

  /** Another session is open now: its reloads are not known yet. */
  function open(id: string | null): void {
    sessionId.value = id
    reloads.value = []
    reach.value = UNKNOWN
  }

  /** A page, newest first. Shorter than what was asked for, it is the last one. */
  function applyHistory(id: string, history: readonly Reload[], asked = PAGE_SIZE): void {
    if (id !== sessionId.value) return
    const before = oldest()
    const [first, last] = [history[0]?.sequence, history.at(-1)?.sequence]
    const isLast = history.length < asked
    // A newest page that does not reach down to what is known leaves a hole: what lies below is asked for anew.
    const newestKnown = reloads.value[0]?.sequence ?? Infinity
    const leavesHole = !isLast && last !== undefined && last > newestKnown + 1
    const seen = new Set(history.map(reloadKey))
    // What the stream brought while the history was on its way is newer.
    const kept = leavesHole ? [] : reloads.value.filter((reload) => !seen.has(reloadKey(reload)))
    reloads.value = newestFirst([...kept, ...history])
    const wentDown = (last ?? Infinity) < before || leavesHole
    change({
      state: 'ready',
      code: null,
      older: 'idle',
      // A page in the middle says nothing about the end; one that brought nothing older is the end.
      hasOlder: wentDown ? !isLast : history.length > 0 && reach.value.hasOlder && !isStuck(before, first),
    })
  }

  /** The question for older ones was answered with none of them. */
  const isStuck = (before: number, first: number | undefined) =>
    reach.value.older === 'loading' && (first === undefined || first >= before) && oldest() === before

  function applyReload(id: string, reload: Reload): void {
    heard.add(id, reload)
    if (id !== sessionId.value) return
    const key = reloadKey(reload)
    reloads.value = newestFirst([reload, ...reloads.value.filter((other) => reloadKey(other) !== key)])
  }

  /** Marks the older ones as asked for; false when there is nothing to ask. With nothing known that is the newest page. */
  function askOlder(id: string): boolean {
    const { state, older, hasOlder } = reach.value
    const isWhole = reloads.value.length > 0 && !hasOlder && state !== 'failed'
    if (id !== sessionId.value || older === 'loading' || isWhole) return false
    change(state === 'ready' ? { older: 'loading' } : { older: 'loading', state: 'loading', code: null })
    return true
  }

  function failed(id: string, code: DiagnosticCode): void {
    if (id !== sessionId.value) return
    const { state, older } = reach.value
    // What is known stays on screen.
    if (state === 'ready') change({ code, older: older === 'loading' ? 'failed' : older })
    else change({ code, state: 'failed', older: 'idle' })
  }

  return {
    sessionId: readonly(sessionId),
    reloads,
    reach,
    open,
    applyHistory,
    applyReload,
    askOlder,
    failed,
    /** The reloads of any session that the stream brought, newest first. */
    heardOf: heard.of,
    /** Another tenant or user: nothing of the old one stays. */
    forgetHeard: heard.clear,
  }
})

const newestFirst = (list: readonly Reload[]) => inOrder(list).reverse()

export type ReloadStore = ReturnType<typeof useReloadStore>
