import { computed, shallowRef, type ComputedRef } from 'vue'

export interface ReloadKeysDeps {
  /** What is shown, from top to bottom. */
  readonly sequences: () => readonly number[]
  focus(sequence: number): void
  close(): void
}

export interface ReloadKeys {
  /** Tab stops at this one; the arrow keys reach the others. */
  readonly tabStop: ComputedRef<number | null>
  /** Tab stops at this one from now on. */
  startAt(sequence: number): void
  onKey(event: KeyboardEvent): void
}

/** One tab stop for the timeline: ↑ ↓ Home End move along its heads, Esc closes what is open. Enter is the button's own. */
export function useReloadKeys({ sequences, focus, close }: ReloadKeysDeps): ReloadKeys {
  const at = shallowRef<number | null>(null)
  const tabStop = computed(() => {
    const all = sequences()
    return at.value !== null && all.includes(at.value) ? at.value : (all[0] ?? null)
  })

  function moveTo(sequence: number): void {
    at.value = sequence
    focus(sequence)
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
    startAt: (sequence) => void (at.value = sequence),
    onKey(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-sequence]')
      if (!row) return
      const sequence = Number(row.dataset['sequence'])
      if (event.key === 'Escape') {
        close()
        moveTo(sequence)
        return event.preventDefault()
      }
      // Inside of an open reload the arrows belong to what is read there.
      if (!(event.target as HTMLElement).matches('[aria-expanded][data-testid="dh-reload-open"]')) return
      const all = sequences()
      const target = targetOf(event.key, all.indexOf(sequence), all.length)
      if (target === null) return
      event.preventDefault()
      moveTo(all[target]!)
    },
  }
}
