import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { HistogramBar } from '../engine/log-histogram.ts'
import { barAt, barOfTime } from './histogram-range.ts'

interface StripPointerDeps {
  bars(): readonly HistogramBar[]
  range(first: number, last: number): void
  jump(at: number): void
}

export interface StripPointer {
  /** Start of the bar under the pointer; null when it is elsewhere. Times, because bars move while lines come in. */
  readonly hover: ShallowRef<number | null>
  /** The bars of the drag that goes on. */
  readonly dragged: ComputedRef<{ first: number; last: number } | null>
  /** For the strip's own pointer and click events. */
  readonly on: {
    pointerdown(event: PointerEvent): void
    pointermove(event: PointerEvent): void
    pointerup(): void
    pointercancel(): void
    pointerleave(): void
    click(event: MouseEvent): void
  }
}

/** A click jumps, a drag chooses whole bars. */
export function useStripPointer({ bars, range, jump }: StripPointerDeps): StripPointer {
  const hover = shallowRef<number | null>(null)
  const pressed = shallowRef<number | null>(null)
  const isDragging = shallowRef(false)

  const dragged = computed(() => {
    if (!isDragging.value || pressed.value === null || hover.value === null) return null
    const [one, other] = [barOfTime(bars(), pressed.value), barOfTime(bars(), hover.value)]
    return { first: Math.min(one, other), last: Math.max(one, other) }
  })

  function timeUnder(event: MouseEvent): number | null {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect()
    return bars()[barAt((event.clientX - left) / (width || 1), bars().length)]?.at ?? null
  }

  return {
    hover,
    dragged,
    on: {
      pointerdown(event) {
        if (event.button !== 0) return
        ;(event.currentTarget as Element).setPointerCapture(event.pointerId)
        isDragging.value = false
        pressed.value = hover.value = timeUnder(event)
      },
      pointermove(event) {
        hover.value = timeUnder(event)
        if (pressed.value !== null && hover.value !== pressed.value) isDragging.value = true
      },
      pointerup() {
        const bars = dragged.value
        pressed.value = null
        if (bars) range(bars.first, bars.last)
      },
      pointercancel() {
        pressed.value = null
        isDragging.value = false
      },
      pointerleave: () => (hover.value = null),
      click(event) {
        const wasDrag = isDragging.value
        isDragging.value = false
        const at = timeUnder(event)
        // A drag ends with a click too, and the second one of a double click clears.
        if (!wasDrag && event.detail <= 1 && at !== null) jump(at)
      },
    },
  }
}
