import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** What is left under the panel: the page padding and border of the shell, px. */
const BELOW = 25
const LEAST = 480

/**
 * A height in px for an element whose parents offer none: from its top to the bottom of the window.
 * The real shell scrolls a `main` around a clipped box, so nothing inside inherits a definite height;
 * an element that its parent does size (`fills`) is left alone.
 */
export function useOwnHeight(element: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<number | null>> {
  const height = ref<number | null>(null)

  function measure(): void {
    const target = element.value
    const parent = target?.parentElement
    if (!target || !parent) return
    const before = target.style.height
    target.style.height = '0px'
    const fills = parent.getBoundingClientRect().height > LEAST
    const top = target.getBoundingClientRect().top
    target.style.height = before
    height.value = fills ? null : Math.max(LEAST, Math.floor(window.innerHeight - Math.max(0, top) - BELOW))
  }

  watch(element, measure, { flush: 'post' })
  window.addEventListener('resize', measure)
  onScopeDispose(() => window.removeEventListener('resize', measure))
  return height
}
