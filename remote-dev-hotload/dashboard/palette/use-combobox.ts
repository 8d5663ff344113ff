import { computed, nextTick, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { isComposing } from '../keys/index.ts'
import type { PaletteHit } from './palette-rank.ts'

export interface Combobox {
  /** Index of the option that Enter takes; -1 when there is none. */
  readonly active: ComputedRef<number>
  activate(id: string): void
  onKey(event: KeyboardEvent): void
}

export interface ComboboxDeps {
  readonly hits: ComputedRef<readonly PaletteHit[]>
  readonly query: Readonly<Ref<string>>
  choose(hit: PaletteHit): void
  /** Shows the option of that index. */
  reveal(index: number): void
}

const PAGE = 8

/** The keys of a text field that stands over a list: the focus stays in the field, the list has an active option. */
export function useCombobox({ hits, query, choose, reveal }: ComboboxDeps): Combobox {
  const activeId = shallowRef<string | null>(null)
  // By id: what is heard meanwhile may move an option, and Enter must take the one that is seen as active.
  const active = computed(() => {
    const index = hits.value.findIndex(({ entry }) => entry.id === activeId.value)
    return index < 0 ? Math.min(0, hits.value.length - 1) : index
  })
  watch(query, () => (activeId.value = null))

  function move(to: number): void {
    const index = Math.min(Math.max(to, 0), hits.value.length - 1)
    activeId.value = hits.value[index]?.entry.id ?? null
    void nextTick(() => reveal(index))
  }

  function step(key: string): number | null {
    const last = hits.value.length - 1
    switch (key) {
      case 'ArrowDown':
        return active.value === last ? 0 : active.value + 1
      case 'ArrowUp':
        return active.value <= 0 ? last : active.value - 1
      case 'PageDown':
        return active.value + PAGE
      case 'PageUp':
        return active.value - PAGE
      case 'Home':
        return 0
      case 'End':
        return last
      default:
        return null
    }
  }

  return {
    active,
    activate: (id) => void (activeId.value = id),
    onKey(event) {
      if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'Enter') {
        event.preventDefault()
        const hit = hits.value[active.value]
        // A key that is held down must not go on into the dialog that it opens.
        if (hit && !event.repeat) choose(hit)
        return
      }
      const to = event.shiftKey ? null : step(event.key)
      if (to === null) return
      event.preventDefault()
      move(to)
    },
  }
}
