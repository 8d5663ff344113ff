import type { NavigationGuard } from 'vue-router'
import type { AccessVerdict, DevHotloadHost } from '../../../contracts/host.ts'
import { evaluateAccess } from './access.ts'

/** A shell's check that takes longer holds up the shell's own router, ms. */
const PATIENCE_MS = 4_000

/** The verdict, or null when the shell's own check does not answer. */
async function verdictInTime(host: DevHotloadHost): Promise<AccessVerdict | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS)
  })
  const verdict = await Promise.race([evaluateAccess(host), late])
  clearTimeout(timer)
  return verdict
}

/**
 * A guard for vue-router. Signed out, the shell is asked to sign in and to come back here. Any other denial, and a
 * check that does not answer, cancels the navigation, except to a route that brings its own denied page
 * (`meta.devHotload`, as the routes of `./routes` do): there the address stays and the page says why, or shows nothing.
 */
export function createDevHotloadGuard(host: DevHotloadHost): NavigationGuard {
  return async (to) => {
    const verdict = await verdictInTime(host)
    if (verdict?.kind === 'allow') return true
    if (verdict?.reason === 'signed-out') {
      try {
        host.auth.onSessionEnded(to.fullPath)
      } catch {
        // A shell that cannot sign in is no reason to break its own navigation.
      }
      return false
    }
    return to.meta['devHotload'] === true
  }
}
