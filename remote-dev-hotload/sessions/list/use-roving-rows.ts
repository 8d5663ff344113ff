import { computed, nextTick, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { Step } from './table-keys.ts'

const PAGE = 10

export interface RovingRows {
  /** The one row that Tab stops at. */
  readonly tabStop: ComputedRef<string | null>
  /** The focus has come to something in this row. */
  reached(sessionId: string): void
  /** Moves the focus from the current row; returns the row it comes to, null when there is none. */
  move(step: Step): string | null
}

interface RovingDeps {
  readonly ids: ComputedRef<readonly string[]>
  readonly openId: () => string | null
  readonly body: Readonly<Ref<HTMLTableSectionElement | null>>
}

/** Roving focus on the links of the rows. It stays where it is when rows change, and goes to the neighbour of one that leaves. */
export function useRovingRows({ ids, openId, body }: RovingDeps): RovingRows {
  const lastId = shallowRef<string | null>(null)
  const tabStop = computed(() => {
    const wanted = [lastId.value, openId()].find((id) => id !== null && ids.value.includes(id))
    return wanted ?? ids.value[0] ?? null
  })

  function focus(sessionId: string): void {
    lastId.value = sessionId
    body.value?.children[ids.value.indexOf(sessionId)]?.querySelector<HTMLElement>('.dh-session-link')?.focus()
  }

  function move(step: Step): string | null {
    const from = tabStop.value === null ? -1 : ids.value.indexOf(tabStop.value)
    const last = ids.value.length - 1
    const to = { next: from + 1, previous: from - 1, 'page-down': from + PAGE, 'page-up': from - PAGE, first: 0, last }
    const id = ids.value[Math.max(0, Math.min(last, to[step]))] ?? null
    if (id !== null) focus(id)
    return id
  }

  // Before the rows are patched: moving an element takes its focus, removing it loses it.
  watch(ids, async (next, previous) => {
    const root = body.value?.getRootNode() as Document | ShadowRoot | undefined
    const element = root?.activeElement
    if (!(element instanceof HTMLElement) || !body.value?.contains(element)) return
    const id = element.closest<HTMLElement>('[data-session-id]')?.dataset['sessionId'] ?? ''
    await nextTick()
    if (next.includes(id)) {
      if (element.isConnected && root?.activeElement !== element) element.focus({ preventScroll: true })
      return
    }
    const at = previous.indexOf(id)
    const neighbour =
      previous.slice(at + 1).find((other) => next.includes(other)) ??
      previous.slice(0, Math.max(0, at)).findLast((other) => next.includes(other)) ??
      next[0]
    if (neighbour !== undefined) focus(neighbour)
  })

  return { tabStop, move, reached: (sessionId) => (lastId.value = sessionId) }
}
