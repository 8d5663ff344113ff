import { shallowRef, type ShallowRef } from 'vue'
import type { HistogramBar } from '../engine/log-histogram.ts'
import { barOfTime } from './histogram-range.ts'

interface StripKeysDeps {
  bars(): readonly HistogramBar[]
  hasRange(): boolean
  range(one: number, other: number): void
  jump(index: number): void
  clear(): void
}

export interface StripKeys {
  /** The bar that the cursor stands on; the newest one until it has been moved. */
  index(): number
  readonly hasFocus: Readonly<ShallowRef<boolean>>
  focused(on: boolean): void
  /** Puts the cursor on the bar of a time. */
  put(at: number): void
  press(event: KeyboardEvent): void
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: -Infinity,
  End: Infinity,
}

/** The strip's cursor for the keyboard. It is kept as a time, because bars move along while lines come in. */
export function useStripKeys({ bars, hasRange, range, jump, clear }: StripKeysDeps): StripKeys {
  const cursor = shallowRef<number | null>(null)
  const hasFocus = shallowRef(false)
  let anchor: number | null = null

  const index = () => (cursor.value === null ? bars().length - 1 : barOfTime(bars(), cursor.value))

  function step(by: number, isSelecting: boolean): void {
    const before = index()
    const next = Math.max(0, Math.min(bars().length - 1, before + by))
    if (!isSelecting) anchor = null
    else anchor ??= bars()[before]!.at
    cursor.value = bars()[next]!.at
    if (anchor !== null) range(barOfTime(bars(), anchor), next)
  }

  return {
    index,
    hasFocus,
    focused(on) {
      hasFocus.value = on
      if (!on) anchor = null
    },
    put: (at) => (cursor.value = at),
    press(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || bars().length === 0) return
      const by = STEPS[event.key]
      if (by !== undefined) step(by, event.shiftKey)
      else if (event.key === 'Enter') jump(index())
      else if (event.key === 'Escape' && hasRange()) {
        anchor = null
        clear()
      } else return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
