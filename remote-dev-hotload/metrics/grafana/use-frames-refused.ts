import { useEventListener } from '@vueuse/core'
import { computed, shallowRef, type ComputedRef } from 'vue'

/** A page keeps its policy, so an origin is tried, and its refusal reported, once for each page. */
const refusedOn = new WeakMap<Document, Set<string>>()

/**
 * Becomes true when the policy of the page itself forbids frames of `origin`. It is the one refusal that can be known:
 * Grafana's own (`X-Frame-Options`, `frame-ancestors`), a server that is down and a panel that works are the same
 * `load` event to the page around them, and nothing else about the frame differs either.
 */
export function useFramesRefused(origin: () => string | undefined, page: Document = document): ComputedRef<boolean> {
  const refused = shallowRef<ReadonlySet<string>>(new Set(refusedOn.get(page)))

  useEventListener(page, 'securitypolicyviolation', (breach) => {
    const wanted = origin()
    if (breach.disposition !== 'enforce' || !/^(frame|child)-src/.test(breach.effectiveDirective)) return
    if (wanted === undefined || !URL.canParse(breach.blockedURI) || new URL(breach.blockedURI).origin !== wanted) return
    const known = refusedOn.get(page) ?? new Set()
    refusedOn.set(page, known.add(wanted))
    refused.value = new Set(known)
  })

  return computed(() => refused.value.has(origin() ?? ''))
}
