import { computed, type ComputedRef } from 'vue'
import type { SessionStore } from '../session-store.ts'
import { keepSame, offeredChoices, seenOwners, seenPlugins, type Choice } from './facets.ts'

/** The owners and plugins of this page, and the ones that the list is narrowed to. */
export function useFacetChoices(sessions: SessionStore): {
  readonly owners: ComputedRef<readonly Choice[]>
  readonly plugins: ComputedRef<readonly Choice[]>
} {
  const owners = computed<readonly Choice[]>((old) => keepSame(old, seenOwners(sessions.rows)))
  const plugins = computed<readonly Choice[]>((old) => keepSame(old, seenPlugins(sessions.rows)))
  return {
    owners: computed(() => offeredChoices(owners.value, sessions.query.owner)),
    plugins: computed(() => offeredChoices(plugins.value, sessions.query.plugin)),
  }
}
