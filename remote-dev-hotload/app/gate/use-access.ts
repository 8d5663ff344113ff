import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { AccessVerdict, DevHotloadHost } from '../../../contracts/host.ts'
import { evaluateAccess } from '../access/index.ts'

/** What is open stays so for so long while the shell thinks about the same person again, ms. */
const PATIENCE_MS = 1_500

/**
 * The verdict, followed live: a flag switched off, a permission lost, a sign-out or a tenant gone closes the panel
 * while it is open. Null while it is not known, and then nothing is shown: at first, as soon as it is about somebody
 * else, and when the shell thinks for too long.
 */
export function useAccess(host: DevHotloadHost): Readonly<ShallowRef<AccessVerdict | null>> {
  const verdict = shallowRef<AccessVerdict | null>(null)
  let asked = 0
  let about = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  const whom = () => `${host.user.get()?.id ?? ''}\n${host.tenant.get()?.id ?? ''}`

  function ask(): void {
    const mine = ++asked
    clearTimeout(timer)
    const before = about
    about = whom()
    const answer = evaluateAccess(host)
    if (!(answer instanceof Promise)) {
      verdict.value = answer
      return
    }
    if (about !== before) verdict.value = null
    else timer = setTimeout(() => (verdict.value = null), PATIENCE_MS)
    // It denies instead of rejecting; and a later question may already have been answered.
    void answer.then((late) => {
      if (mine !== asked) return
      clearTimeout(timer)
      verdict.value = late
    })
  }

  ask()
  const ends = [host.user.subscribe(ask), host.tenant.subscribe(ask), host.onConfigChange?.(ask)]
  onScopeDispose(() => {
    asked++
    clearTimeout(timer)
    for (const end of ends) end?.()
  })
  return verdict
}
