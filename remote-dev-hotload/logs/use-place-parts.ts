import { computed, type ModelRef, type WritableComputedRef } from 'vue'
import type { LogFilter } from './engine/log-filter.ts'
import type { LogLook } from './log-look.ts'
import type { LogPlace } from './log-place.ts'
import { useLogs } from './ports.ts'

/** What is read and written on its own of where the reader is and how the log looks. */
export interface PlaceParts {
  readonly filter: WritableComputedRef<LogFilter>
  readonly look: WritableComputedRef<LogLook>
  /** Text that is looked for. */
  readonly text: WritableComputedRef<string>
}

export function usePlaceParts(place: ModelRef<LogPlace>): PlaceParts {
  const logs = useLogs()
  return {
    filter: computed({
      get: () => place.value.filter,
      set: (next) => (place.value = { ...place.value, filter: next }),
    }),
    look: computed({
      get: () => ({ ...logs.look.value, wrap: logs.look.value.wrap || place.value.wrap }),
      set(next) {
        if (!next.wrap && place.value.wrap) place.value = { ...place.value, wrap: false }
        logs.setLook(next)
      },
    }),
    text: computed({
      get: () => place.value.find,
      set: (next) => (place.value = { ...place.value, find: next }),
    }),
  }
}
