import { onScopeDispose } from 'vue'
import { hasTextSelection } from './text-selection.ts'

/** What a pointer can do to rows. */
export interface PointerPorts {
  seqOf(target: Element): number | null
  /** Keeps the rows where they are. */
  hold(on: boolean): void
  isFollowing(): boolean
  pause(): void
  stand(seq: number): void
  select(seq: number, extend: boolean): void
  toggle(seq: number): void
  loadGap(seq: number): void
}

const ENDS = ['pointerup', 'pointercancel', 'dragend'] as const

/**
 * Presses and clicks on rows. While a button is down the rows stand still, however fast lines come: a link could
 * not be hit otherwise, and no text be marked.
 */
export function usePointer(ports: PointerPorts) {
  let pressed: number | null = null
  let release: (() => void) | null = null
  onScopeDispose(() => release?.())

  function onPointerDown(event: PointerEvent): void {
    release?.()
    const target = event.target as Element
    pressed = ports.seqOf(target)
    // A press on the scrollbar or beside the rows must not stop them.
    if (pressed === null) return
    ports.hold(true)
    const end = () => {
      release?.()
      if (ports.isFollowing() && hasTextSelection(target)) ports.pause()
      ports.hold(false)
    }
    // Wherever it comes up, or is taken away by a scroll or a drag.
    for (const type of ENDS) document.addEventListener(type, end, true)
    release = () => {
      for (const type of ENDS) document.removeEventListener(type, end, true)
      release = null
    }
  }

  function onClick(event: MouseEvent): void {
    const target = event.target as Element
    const seq = pressed ?? ports.seqOf(target)
    pressed = null
    if (seq === null || target.closest('.dh-log-details, a')) return
    if (target.closest('.dh-log-load')) return ports.loadGap(seq)
    if (target.closest('.dh-log-open')) {
      ports.pause()
      ports.stand(seq)
      return ports.toggle(seq)
    }
    if (target.closest('.dh-log-time, .dh-log-level')) {
      ports.pause()
      return ports.select(seq, event.shiftKey)
    }
    if (!ports.isFollowing() && !hasTextSelection(target)) ports.stand(seq)
  }

  /** Shift and a press would mark the text between here and the last click. */
  function onMouseDown(event: MouseEvent): void {
    if (event.shiftKey && (event.target as Element).closest('.dh-log-time, .dh-log-level')) event.preventDefault()
  }

  return { onPointerDown, onMouseDown, onClick }
}
