import { computed, shallowRef, type ComputedRef } from 'vue'

export interface ReloadKeysDeps {
  /** What is shown, from top to bottom. */
  readonly keys: () => readonly string[]
  focus(key: string): void
  close(): void
}

export interface ReloadKeys {
  /** Tab stops at this one; the arrow keys reach the others. */
  readonly tabStop: ComputedRef<string | null>
  /** Tab stops at this one from now on. */
  startAt(key: string): void
  onKey(event: KeyboardEvent): void
}

/** One tab stop for the timeline: ↑ ↓ Home End move along its heads, Esc closes what is open. Enter is the button's own. */
export function useReloadKeys({ keys, focus, close }: ReloadKeysDeps): ReloadKeys {
  const at = shallowRef<string | null>(null)
  const tabStop = computed(() => {
    const all = keys()
    return at.value !== null && all.includes(at.value) ? at.value : (all[0] ?? null)
  })

  function moveTo(key: string): void {
    at.value = key
    focus(key)
  }

  function targetOf(key: string, from: number, length: number): number | null {
    switch (key) {
      case 'ArrowDown':
        return Math.min(from + 1, length - 1)
      case 'ArrowUp':
        return Math.max(from - 1, 0)
      case 'Home':
        return 0
      case 'End':
        return length - 1
      default:
        return null
    }
  }

  return {
    tabStop,
    startAt: (key) => void (at.value = key),
    onKey(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-key]')
      const key = row?.dataset['key']
      if (key === undefined) return
      if (event.key === 'Escape') {
        close()
        moveTo(key)
        return event.preventDefault()
      }
      // Inside of an open reload the arrows belong to what is read there.
      if (!(event.target as HTMLElement).matches('[aria-expanded][data-testid="dh-reload-open"]')) return
      const all = keys()
      const target = targetOf(event.key, all.indexOf(key), all.length)
      if (target === null) return
      event.preventDefault()
      moveTo(all[target]!)
    },
  }
}
