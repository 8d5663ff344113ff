import { nextTick, ref, shallowRef, type ModelRef, type Ref, type ShallowRef, type WritableComputedRef } from 'vue'
import { actionOf, type LogAction } from './bar/log-keys.ts'
import type { LogLook } from './log-look.ts'
import type { LogPlace } from './log-place.ts'
import type { Following } from './use-following.ts'
import type { LineActs } from './use-line-acts.ts'
import type { LogSteps } from './use-log-find.ts'

interface ListHandle {
  focus(): void
  active(): number | null
}

interface LogKeyDeps {
  readonly place: ModelRef<LogPlace>
  readonly look: WritableComputedRef<LogLook>
  readonly acts: LineActs
  readonly following: Following
  readonly steps: LogSteps
  readonly bar: () => { focusFilter(): void } | null
  readonly list: () => ListHandle | null
  readonly openExport: () => void
  readonly mark: () => void
}

/** Find and the keys of the log. */
export interface LogKeys {
  readonly isFinding: Ref<boolean>
  readonly isHelping: Ref<boolean>
  /** The hit that find stands on. */
  readonly hit: Readonly<ShallowRef<number | null>>
  step(direction: 1 | -1): void
  openFind(): void
  closeFind(): void
  onKey(event: KeyboardEvent): void
}

export function useLogKeys(deps: LogKeyDeps): LogKeys {
  const { place, look, acts, following, steps, bar, list } = deps
  const isFinding = ref(place.value.find !== '')
  const isHelping = ref(false)
  const hit = shallowRef<number | null>(null)

  function step(direction: 1 | -1): void {
    const from = hit.value ?? list()?.active() ?? null
    // Before anything has been stepped to, the newest hit comes first: the end is what one looks at.
    const found = from === null ? steps.find.step(Number.MAX_SAFE_INTEGER, -1) : steps.find.step(from, direction)
    hit.value = found
    if (found !== null) acts.show(found)
  }

  function stepError(direction: 1 | -1): void {
    const from = list()?.active() ?? Number.MAX_SAFE_INTEGER
    const found = steps.errorFrom(from, direction)
    if (found !== null) acts.show(found)
  }

  function openFind(): void {
    hit.value = null
    isFinding.value = true
  }

  function closeFind(): void {
    isFinding.value = false
    hit.value = null
    if (place.value.find !== '') place.value = { ...place.value, find: '' }
    void nextTick(() => list()?.focus())
  }

  const ACTIONS: Readonly<Record<LogAction, () => void>> = {
    follow: () => following.set(!following.follow.value),
    filter: () => bar()?.focusFilter(),
    find: openFind,
    'next-error': () => stepError(1),
    'previous-error': () => stepError(-1),
    mark: deps.mark,
    wrap: () => (look.value = { ...look.value, wrap: !look.value.wrap }),
    export: deps.openExport,
    help: () => (isHelping.value = true),
  }

  return {
    isFinding,
    isHelping,
    hit,
    step,
    openFind,
    closeFind,
    onKey(event) {
      const action = actionOf(event)
      if (action === null) return
      event.preventDefault()
      event.stopPropagation()
      ACTIONS[action]()
    },
  }
}
