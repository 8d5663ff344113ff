import { onScopeDispose, shallowRef, type Ref } from 'vue'
import type { Clock } from '../kernel/index.ts'

/** A button that has just been pressed may vanish, and a pointer may cross a gap: neither is letting go, ms. */
const LETS_GO_MS = 400

export interface Held {
  /** Somebody points at the list, or the focus is in it. */
  readonly isHeld: Readonly<Ref<boolean>>
  /** For the list's element. */
  readonly listeners: Readonly<Record<'pointerenter' | 'pointerleave' | 'focusin' | 'focusout', () => void>>
}

/** Whether somebody is at a list, so that nothing moves under the pointer. */
export function useHeld(clock: Pick<Clock, 'after'>): Held {
  const isHeld = shallowRef(false)
  const by = { pointer: false, focus: false }
  let cancel = () => {}

  function set(what: keyof typeof by, is: boolean): void {
    by[what] = is
    cancel()
    if (by.pointer || by.focus) isHeld.value = true
    else cancel = clock.after(LETS_GO_MS, () => (isHeld.value = false))
  }

  onScopeDispose(() => cancel())
  return {
    isHeld,
    listeners: {
      pointerenter: () => set('pointer', true),
      pointerleave: () => set('pointer', false),
      focusin: () => set('focus', true),
      focusout: () => set('focus', false),
    },
  }
}
