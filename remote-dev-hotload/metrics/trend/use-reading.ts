import { computed, shallowRef, type ComputedRef } from 'vue'
import { stopAt, type Stop } from './stops.ts'

interface ReadingDeps {
  stops(): readonly Stop[]
  stepMs(): number
  open(stop: Stop): void
}

/** Where somebody reads a trend: under the pointer, or where the keyboard has put the cursor. */
export interface Reading {
  /** The stop that is read; null while nobody reads. */
  readonly stop: ComputedRef<Stop | null>
  /** Index of the keyboard's stop; the newest until it was moved. -1 when there is none. */
  readonly index: ComputedRef<number>
  focused(on: boolean): void
  /** A pointer is over this time; null when it has left. */
  pointAt(time: number | null): void
  /** A click at a time. */
  press(time: number): void
  key(event: KeyboardEvent): void
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

/** The cursor is kept as a time, because stops move along while figures come in. */
export function useReading({ stops, stepMs, open }: ReadingDeps): Reading {
  const pointed = shallowRef<number | null>(null)
  const cursor = shallowRef<number | null>(null)
  const hasFocus = shallowRef(false)
  const nearest = (time: number) => stopAt(stops(), time + stepMs() / 2, stepMs())
  const index = computed(() => (cursor.value === null ? stops().length - 1 : nearest(cursor.value)))
  const stop = computed(() => {
    if (pointed.value !== null) return stops()[stopAt(stops(), pointed.value, stepMs())] ?? null
    return hasFocus.value ? (stops()[index.value] ?? null) : null
  })

  return {
    stop,
    index,
    focused(on) {
      hasFocus.value = on
      if (!on) cursor.value = null
    },
    pointAt: (time) => (pointed.value = time),
    press(time) {
      const found = stops()[stopAt(stops(), time, stepMs())]
      if (!found) return
      cursor.value = found.at
      open(found)
    },
    key(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || stops().length === 0) return
      // A pointer that only rests on the chart must not talk over the cursor that is being moved.
      pointed.value = null
      const by = STEPS[event.key]
      if (by !== undefined) cursor.value = stops()[Math.max(0, Math.min(stops().length - 1, index.value + by))]!.at
      else if (event.key === 'Enter') open(stops()[index.value]!)
      else return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
