import { computed, shallowRef, type ComputedRef } from 'vue'

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + 10,
  PageUp: (at) => at - 10,
  Home: () => 0,
  End: (_at, last) => last,
}
const ELSEWHERE = 'input, textarea, select, [contenteditable], [popover], dialog'

export interface Roving {
  /** The one entry that Tab stops at. */
  readonly current: ComputedRef<string | null>
  /** The focus has come to something in this entry. */
  reached(key: string): void
  /** The key of the entry to which an arrow leads; null when it is no key of the list. */
  step(event: KeyboardEvent): string | null
}

/** One stop of Tab for a whole list; the arrows move among its entries. */
export function useRoving(keys: ComputedRef<readonly string[]>): Roving {
  const last = shallowRef<string | null>(null)
  const current = computed(() =>
    last.value !== null && keys.value.includes(last.value) ? last.value : (keys.value[0] ?? null),
  )
  return {
    current,
    reached: (key) => void (last.value = key),
    step(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null
      if (event.target instanceof Element && event.target.closest(ELSEWHERE)) return null
      const move = Object.hasOwn(STEPS, event.key) ? STEPS[event.key] : undefined
      const end = keys.value.length - 1
      if (!move || current.value === null) return null
      const to = move(keys.value.indexOf(current.value), end)
      last.value = keys.value[Math.max(0, Math.min(end, to))]!
      return last.value
    },
  }
}
