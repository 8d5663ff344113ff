import { onScopeDispose, ref } from 'vue'
import type { Ref } from 'vue'

/** Whether the window matches a media query, live. */
export function useNarrow(query: string): Readonly<Ref<boolean>> {
  const list = window.matchMedia(query)
  const matches = ref(list.matches)
  const follow = () => void (matches.value = list.matches)
  list.addEventListener('change', follow)
  onScopeDispose(() => list.removeEventListener('change', follow))
  return matches
}
