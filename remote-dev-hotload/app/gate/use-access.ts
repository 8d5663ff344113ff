import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { AccessVerdict, DevHotloadHost } from '../../../contracts/host.ts'
import { evaluateAccess } from '../access/index.ts'

/**
 * The verdict, followed live: a flag switched off, a permission lost or a sign-out closes the panel
 * while it is open. Null until the first answer; unknown shows nothing.
 */
export function useAccess(host: DevHotloadHost): Readonly<ShallowRef<AccessVerdict | null>> {
  const verdict = shallowRef<AccessVerdict | null>(null)
  let asked = 0

  function ask(): void {
    const mine = ++asked
    const answer = evaluateAccess(host)
    if (!(answer instanceof Promise)) verdict.value = answer
    // A later question may already have been answered.
    else void answer.then((late) => mine === asked && (verdict.value = late))
  }

  ask()
  for (const subscribe of [host.user?.subscribe, host.tenant?.subscribe, host.onConfigChange]) {
    if (subscribe) onScopeDispose(subscribe(ask))
  }
  return verdict
}
